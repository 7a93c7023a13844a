import { useAction } from "@/app/actions/registry";
import { StageSign } from "@/components/entity/stage-pill";
import type { Entity, KindDef, TitleOf } from "@/ipc/bindings";
import { cx } from "@/lib/cx";
import { useStageMove } from "../stage-rules/use-stage-move";

type Props = { entity: Entity; def: KindDef; titles: readonly TitleOf[] };

/** The pipeline as steps; one click moves the entity, and asks first for what the stage requires. */
export function StageStepper({ entity, def, titles }: Props) {
  const { move, dialog } = useStageMove();
  const current = entity.fields["stage"];
  const disabled = entity.deleted_at !== null;
  useAction(
    "entity.stage",
    () => document.querySelector<HTMLElement>("[data-stage-current]")?.focus(),
    !disabled,
  );

  return (
    <>
      <div
        role="radiogroup"
        aria-label={def.pipeline}
        data-shows="stage"
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
              onClick={() => void move(entity, stage, titles)}
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
      </div>
      {dialog}
    </>
  );
}
