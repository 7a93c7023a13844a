import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogFoot } from "@/components/ui/dialog";
import { FormField } from "@/components/ui/form-field";
import { Input } from "@/components/ui/input";
import { say } from "@/components/ui/toaster";
import type { FieldDef, KindDef } from "@/ipc/bindings";
import { asFailure, call } from "@/ipc/call";

type Props = { def: KindDef; field: FieldDef; onClose: () => void };

/** Gives a field that the workspace added another name; filters, imports and values go on by its key. */
export function FieldRenameDialog({ def, field, onClose }: Props) {
  const [label, setLabel] = useState(field.label);
  const [problem, setProblem] = useState<string>();
  const [busy, setBusy] = useState(false);
  const next = label.trim();

  async function save() {
    if (busy) return;
    if (next === field.label) {
      onClose();
      return;
    }
    const taken = def.fields.some(
      (each) => each.key !== field.key && each.label.toLowerCase() === next.toLowerCase(),
    );
    if (next === "" || taken) {
      setProblem(next === "" ? "give the field a name" : `there is a ${next} already: use another name`);
      return;
    }
    setBusy(true);
    try {
      await call("custom_field_update", { kind: def.kind, key: field.key, label: next });
      say(`${field.label} is called ${next} now`);
      onClose();
    } catch (error) {
      setProblem(asFailure(error).message);
    } finally {
      setBusy(false);
    }
  }

  return (
    <Dialog open onClose={onClose} title={`Rename ${field.label}`}>
      <form
        noValidate
        className="flex flex-col gap-3 p-4"
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <FormField
          label="Name"
          required
          problem={problem}
          hint={
            <>
              In filters it stays <code className="font-mono">{field.key}</code>.
            </>
          }
        >
          {(control) => (
            <Input
              {...control}
              autoFocus
              maxLength={60}
              value={label}
              onFocus={(event) => event.currentTarget.select()}
              onChange={(event) => {
                setLabel(event.target.value);
                setProblem(undefined);
              }}
            />
          )}
        </FormField>
        <DialogFoot>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary" disabled={busy}>
            Rename
          </Button>
        </DialogFoot>
      </form>
    </Dialog>
  );
}
