import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogFoot } from "@/components/ui/dialog";
import { FormField } from "@/components/ui/form-field";
import { sayProblem } from "@/components/ui/toaster";
import type { Entity, FieldDef, FieldIssue, KindDef, Stage, TitleOf, Value } from "@/ipc/bindings";
import { asFailure } from "@/ipc/call";
import { useWrite } from "@/lib/use-write";
import { FieldInput, type Typed } from "../editors/field-input";
import { askedFields } from "./asked-fields";

type Props = {
  entity: Entity;
  def: KindDef;
  stage: Stage;
  titles: readonly TitleOf[];
  onMoved: () => void;
  onClose: () => void;
};

/** Asks for the fields that a stage requires and moves the entity with them in one write. */
export function StageMoveDialog({ entity, def, stage, titles, onMoved, onClose }: Props) {
  const write = useWrite();
  const [fields] = useState(() => askedFields(def, entity, stage));
  const [typed, setTyped] = useState<Record<string, Typed>>({});
  const [issues, setIssues] = useState<FieldIssue[]>([]);
  const [busy, setBusy] = useState(false);
  const needed = fields.map(({ label }) => label.toLowerCase()).join(" and ");

  async function submit() {
    if (busy) return;
    const values = Object.fromEntries(fields.map(({ key }) => [key, meant(typed[key])]));
    const wrong = fields.flatMap((field): FieldIssue[] => {
      const message = typed[field.key]?.problem ?? (values[field.key] === null ? missing(field) : undefined);
      return message ? [{ field: field.key, label: field.label, message }] : [];
    });
    setIssues(wrong);
    if (wrong.length > 0) return;
    setBusy(true);
    try {
      const patch = { ...values, stage: stage.key };
      await write("entity_update", { id: entity.id, revision: entity.revision, patch });
      onMoved();
    } catch (error) {
      const failure = asFailure(error);
      setIssues(failure.fields);
      if (failure.fields.length === 0) sayProblem(failure);
    } finally {
      setBusy(false);
    }
  }

  return (
    <Dialog open onClose={onClose} title={`Move to ${stage.label}`}>
      <form
        noValidate
        className="flex flex-col gap-3 p-4"
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
        onKeyDown={(event) => {
          if (event.key !== "Enter" || !(event.metaKey || event.ctrlKey)) return;
          event.preventDefault();
          void submit();
        }}
      >
        <p className="text-ink-2">
          {entity.reference} {entity.title}: {stage.label} needs {needed}.
        </p>
        {fields.map((field, index) => (
          <FormField
            key={field.key}
            label={field.label}
            problem={issues.find((issue) => issue.field === field.key)?.message}
            hint={
              field.ty.type === "long_text" ? "In your own words; it is kept with the record." : undefined
            }
          >
            {(control) => (
              <FieldInput
                {...control}
                def={def}
                field={field}
                value={typed[field.key]?.value ?? null}
                titles={titles}
                autoFocus={index === 0}
                onChange={(next) => setTyped((now) => ({ ...now, [field.key]: next }))}
              />
            )}
          </FormField>
        ))}
        <DialogFoot>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary" disabled={busy}>
            Move to {stage.label}
          </Button>
        </DialogFoot>
      </form>
    </Dialog>
  );
}

/** What was typed; spaces alone are nothing. */
function meant(typed: Typed | undefined): Value | null {
  const value = typed?.value ?? null;
  return typeof value === "string" && value.trim() === "" ? null : value;
}

function missing(field: FieldDef): string {
  const verb = field.ty.type === "select" ? "choose" : "write";
  return `${verb} the ${field.label.toLowerCase()}`;
}
