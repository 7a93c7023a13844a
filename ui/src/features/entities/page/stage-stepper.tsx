import { useState } from "react";
import { useAction } from "@/app/actions/registry";
import { StageSign } from "@/components/entity/stage-pill";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { FormField } from "@/components/ui/form-field";
import { sayProblem } from "@/components/ui/toaster";
import type { Entity, FieldDef, FieldIssue, KindDef, Stage, TitleOf } from "@/ipc/bindings";
import { asFailure } from "@/ipc/call";
import { cx } from "@/lib/cx";
import { useWrite } from "@/lib/use-write";
import { fieldOf } from "@/lib/workspace";
import { FieldInput, type Typed } from "../editors/field-input";

type Props = { entity: Entity; def: KindDef; titles: readonly TitleOf[] };

/** The pipeline as steps; one click moves the entity, and asks first for what the stage requires. */
export function StageStepper({ entity, def, titles }: Props) {
  const write = useWrite();
  const [asking, setAsking] = useState<Stage>();
  const current = entity.fields["stage"];
  const disabled = entity.deleted_at !== null;
  useAction(
    "entity.stage",
    () => document.querySelector<HTMLElement>("[data-stage-current]")?.focus(),
    !disabled,
  );

  function move(stage: Stage) {
    if (stage.key === current) return;
    if (missing(def, entity, stage).length > 0) setAsking(stage);
    else {
      write("entity_update", { id: entity.id, revision: entity.revision, patch: { stage: stage.key } }).catch(
        sayProblem,
      );
    }
  }

  return (
    <div
      role="radiogroup"
      aria-label={def.pipeline}
      className="flex flex-wrap gap-1"
      onKeyDown={(event) => {
        // One layer back: from the steps to the page, whose own Esc goes back to the list.
        if (event.key === "Escape") {
          event.preventDefault();
          event.currentTarget.closest("article")?.focus({ preventScroll: true });
          return;
        }
        const step = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
        if (step === 0) return;
        event.preventDefault();
        const buttons = [...event.currentTarget.querySelectorAll<HTMLElement>("[role=radio]")];
        const at = buttons.indexOf(document.activeElement as HTMLElement);
        buttons[(at + step + buttons.length) % buttons.length]?.focus();
      }}
    >
      {def.stages.map((stage) => {
        const here = stage.key === current;
        return (
          <button
            key={stage.key}
            type="button"
            role="radio"
            aria-checked={here}
            tabIndex={here ? 0 : -1}
            data-stage-current={here || undefined}
            disabled={disabled}
            onClick={() => move(stage)}
            className={cx(
              "inline-flex h-7 items-center gap-1.5 rounded border px-2 text-sm",
              here
                ? "border-line-2 bg-selected font-medium text-ink"
                : "border-line text-ink-3 hover:bg-hover hover:text-ink",
            )}
          >
            <StageSign def={def} stage={stage.key} size={12} />
            {stage.label}
          </button>
        );
      })}
      {asking && (
        <RequiredDialog
          entity={entity}
          def={def}
          stage={asking}
          titles={titles}
          onClose={() => setAsking(undefined)}
        />
      )}
    </div>
  );
}

function missing(def: KindDef, entity: Entity, stage: Stage): FieldDef[] {
  return stage.requires.flatMap((key) => {
    const field = fieldOf(def, key);
    return field && entity.fields[key] === undefined ? [field] : [];
  });
}

type RequiredProps = Props & { stage: Stage; onClose: () => void };

/** Asks for the fields that a stage requires and moves the entity with them in one write. */
function RequiredDialog({ entity, def, stage, titles, onClose }: RequiredProps) {
  const write = useWrite();
  const [fields] = useState(() => missing(def, entity, stage));
  const [typed, setTyped] = useState<Record<string, Typed>>({});
  const [issues, setIssues] = useState<FieldIssue[]>([]);

  async function submit() {
    const values = Object.fromEntries(fields.map(({ key }) => [key, typed[key]?.value ?? null]));
    try {
      const patch = { ...values, stage: stage.key };
      await write("entity_update", { id: entity.id, revision: entity.revision, patch });
      onClose();
    } catch (error) {
      const failure = asFailure(error);
      setIssues(failure.fields);
      if (failure.fields.length === 0) sayProblem(failure);
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
      >
        <p className="text-ink-2">
          {stage.label} needs {fields.map(({ label }) => label.toLowerCase()).join(" and ")}.
        </p>
        {fields.map((field, index) => (
          <FormField
            key={field.key}
            label={field.label}
            problem={typed[field.key]?.problem ?? issues.find((issue) => issue.field === field.key)?.message}
          >
            {(control) => (
              <FieldInput
                {...control}
                def={def}
                field={field}
                value={typed[field.key]?.value ?? null}
                titles={titles}
                autoFocus={index === 0}
                onChange={(next) => setTyped({ ...typed, [field.key]: next })}
              />
            )}
          </FormField>
        ))}
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary">
            Move to {stage.label}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
