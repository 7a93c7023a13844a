import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogFoot } from "@/components/ui/dialog";
import { FormField } from "@/components/ui/form-field";
import { Input } from "@/components/ui/input";
import { Switch } from "@/components/ui/switch";
import { asFailure } from "@/ipc/call";

type Props = {
  title: string;
  name?: string;
  offerPin?: boolean;
  onSave: (name: string, pinned: boolean) => Promise<unknown>;
  onClose: () => void;
};

/** Asks what a view is called. */
export function ViewNameDialog({ title, name = "", offerPin, onSave, onClose }: Props) {
  const [typed, setTyped] = useState(name);
  const [pinned, setPinned] = useState(true);
  const [problem, setProblem] = useState<string>();

  async function save() {
    const wanted = typed.trim();
    if (wanted === "") {
      setProblem("a view needs a name");
      return;
    }
    try {
      await onSave(wanted, offerPin === true && pinned);
      onClose();
    } catch (error) {
      setProblem(asFailure(error).message);
    }
  }

  return (
    <Dialog open onClose={onClose} title={title} className="-ml-[min(200px,48vw)] w-[min(400px,96vw)]">
      <form
        noValidate
        className="flex flex-col gap-3 p-4"
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <FormField label="Name" problem={problem}>
          {(control) => (
            <Input
              {...control}
              autoFocus
              maxLength={100}
              placeholder="My open deals"
              value={typed}
              onChange={(event) => setTyped(event.target.value)}
            />
          )}
        </FormField>
        {offerPin && (
          <span className="flex items-center gap-2">
            <Switch label="Pin in the sidebar" checked={pinned} onChange={setPinned} />
            <span aria-hidden>Pin in the sidebar</span>
          </span>
        )}
        <DialogFoot>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary">
            Save
          </Button>
        </DialogFoot>
      </form>
    </Dialog>
  );
}
