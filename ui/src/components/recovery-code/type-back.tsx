import { useState, type FormEvent } from "react";
import { Button } from "@/components/ui/button";
import { FormField } from "@/components/ui/form-field";
import { Input } from "@/components/ui/input";
import { asFailure, call } from "@/ipc/call";

/** The field that takes the recovery code back and says whether it is right. */
export function TypeBack({ onDone }: { onDone: () => void }) {
  const [typed, setTyped] = useState("");
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();

  async function confirm(event: FormEvent) {
    event.preventDefault();
    if (!typed.trim()) {
      setProblem("type the code that you kept");
      return;
    }
    setBusy(true);
    setProblem(undefined);
    try {
      const { matches } = await call("recovery_code_confirm", { recovery_code: typed });
      if (matches) onDone();
      else setProblem("this is not the code: compare it letter by letter with what you kept");
    } catch (error) {
      setProblem(asFailure(error).message);
    } finally {
      setBusy(false);
    }
  }

  return (
    <form onSubmit={confirm} className="flex flex-col gap-3" noValidate>
      <FormField label="Recovery code" problem={problem}>
        {(control) => (
          <Input
            {...control}
            autoFocus
            className="font-mono"
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
          />
        )}
      </FormField>
      <div>
        <Button type="submit" variant="primary" large disabled={busy}>
          Confirm
        </Button>
      </div>
    </form>
  );
}
