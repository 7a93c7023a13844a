import { useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogFoot } from "@/components/ui/dialog";
import { Notice } from "@/components/ui/notice";
import { say } from "@/components/ui/toaster";
import type { FieldDef, KindDef } from "@/ipc/bindings";
import { asFailure, call } from "@/ipc/call";
import { useGo } from "@/lib/navigation";

type Props = { def: KindDef; field: FieldDef; onClose: () => void };

/** Removes a field that the workspace added. While anything holds a value in it, it stays, and this says what does. */
export function FieldRemoveDialog({ def, field, onClose }: Props) {
  const go = useGo();
  const cancel = useRef<HTMLButtonElement>(null);
  const [problem, setProblem] = useState<string>();
  const [busy, setBusy] = useState(false);
  const plural = def.plural.toLowerCase();

  async function remove() {
    if (busy) return;
    setBusy(true);
    try {
      await call("custom_field_remove", { kind: def.kind, key: field.key });
      say(`removed ${field.label} from ${plural}`);
      onClose();
    } catch (error) {
      setProblem(asFailure(error).message);
    } finally {
      setBusy(false);
    }
  }

  return (
    <Dialog open onClose={onClose} title={`Remove ${field.label} from ${plural}`} initialFocus={cancel}>
      <div className="flex flex-col gap-3 p-4">
        <p className="text-ink-2">
          It goes from pages, forms, lists, filters and views. A field that holds values stays: what people
          wrote is not lost by a setting.
        </p>
        {problem && (
          <Notice tone="danger" title={`${field.label} stays`}>
            {problem}
          </Notice>
        )}
        <DialogFoot>
          <Button ref={cancel} onClick={onClose}>
            {problem ? "Close" : "Cancel"}
          </Button>
          {problem ? (
            <Button
              variant="primary"
              onClick={() => {
                onClose();
                go.list(def.kind, { filter: `has:${field.key}` });
              }}
            >
              Show these {plural}
            </Button>
          ) : (
            <Button variant="danger" disabled={busy} onClick={() => void remove()}>
              Remove the field
            </Button>
          )}
        </DialogFoot>
      </div>
    </Dialog>
  );
}
