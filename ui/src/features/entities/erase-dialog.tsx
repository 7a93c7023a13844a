import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogFoot } from "@/components/ui/dialog";
import { FormField } from "@/components/ui/form-field";
import { Input } from "@/components/ui/input";
import { sayProblem } from "@/components/ui/toaster";
import type { Entity } from "@/ipc/bindings";
import { call } from "@/ipc/call";
import { say } from "@/components/ui/toaster";

type Props = { entities: readonly Entity[]; onClose: () => void; onErased: () => void };

/** Asks before deleting for good, which nothing takes back: the reference, or the count, is typed. */
export function EraseDialog({ entities, onClose, onErased }: Props) {
  const [typed, setTyped] = useState("");
  const [first] = entities;
  const many = entities.length > 1;
  const wanted = many ? String(entities.length) : (first?.reference ?? "");
  const right = typed.trim().toUpperCase() === wanted;

  async function erase() {
    if (!right) return;
    try {
      const { summary } = await call("entity_erase", { ids: entities.map(({ id }) => id) });
      say(summary);
      onClose();
      onErased();
    } catch (error) {
      sayProblem(error);
    }
  }

  return (
    <Dialog open onClose={onClose} title="Delete for good">
      <form
        noValidate
        className="flex flex-col gap-3 p-4"
        onSubmit={(event) => {
          event.preventDefault();
          void erase();
        }}
      >
        <p className="text-ink-2">
          {many ? `${entities.length} entities` : first?.title} will be removed with notes, history, search
          index and vectors. This cannot be undone.
        </p>
        <FormField label={`Type ${wanted} to go on`}>
          {(control) => (
            <Input {...control} autoFocus value={typed} onChange={(event) => setTyped(event.target.value)} />
          )}
        </FormField>
        <DialogFoot>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="danger" disabled={!right}>
            Delete for good
          </Button>
        </DialogFoot>
      </form>
    </Dialog>
  );
}
