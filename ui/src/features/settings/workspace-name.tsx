import { useQueryClient } from "@tanstack/react-query";
import { useId, useState } from "react";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { say } from "@/components/ui/toaster";
import { asFailure, call } from "@/ipc/call";
import { setAnswer } from "@/ipc/use-command";
import { sentence } from "@/lib/sentence";
import { Line, useMayConfigure } from "./settings-parts";

/** What the workspace is called, for those who may change it a field. */
export function WorkspaceName({ name }: { name: string }) {
  const mayConfigure = useMayConfigure();
  if (!mayConfigure) return <Line label="Name">{name}</Line>;
  return <NameField key={name} name={name} />;
}

function NameField({ name }: { name: string }) {
  const id = useId();
  const client = useQueryClient();
  const [typed, setTyped] = useState(name);
  const [problem, setProblem] = useState<string>();
  const [busy, setBusy] = useState(false);
  const next = typed.trim();
  const changed = next !== name;

  async function save() {
    if (!changed || busy) return;
    if (next === "") {
      setProblem("write a name");
      return;
    }
    setBusy(true);
    try {
      setAnswer(client, "app_state", {}, await call("workspace_rename", { name: next }));
      say(`the workspace is called ${next} now`);
    } catch (error) {
      setProblem(asFailure(error).message);
    } finally {
      setBusy(false);
    }
  }

  return (
    <form
      noValidate
      className="flex min-h-8 flex-wrap items-center gap-x-4 gap-y-1"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <label htmlFor={id} className="w-32 shrink-0 text-ink-2">
        Name
      </label>
      <div className="flex min-w-0 flex-1 items-center gap-2">
        <Input
          id={id}
          maxLength={60}
          aria-invalid={problem ? true : undefined}
          aria-describedby={problem ? `${id}-problem` : undefined}
          className="max-w-72"
          value={typed}
          onChange={(event) => {
            setTyped(event.target.value);
            setProblem(undefined);
          }}
          onKeyDown={(event) => {
            if (event.key !== "Escape" || !changed) return;
            event.stopPropagation();
            setTyped(name);
            setProblem(undefined);
          }}
        />
        {changed && (
          <Button type="submit" variant="primary" disabled={busy}>
            Rename
          </Button>
        )}
      </div>
      {problem && (
        <p id={`${id}-problem`} role="alert" className="w-full text-sm text-danger">
          {sentence(problem)}
        </p>
      )}
    </form>
  );
}
