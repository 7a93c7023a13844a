import { GripVertical, Trash2 } from "lucide-react";
import type { PointerEvent } from "react";
import { StageSign } from "@/components/entity/stage-pill";
import { Button, IconButton } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Input } from "@/components/ui/input";
import { Popover } from "@/components/ui/popover";
import { Select } from "@/components/ui/select";
import type { KindDef, Stage, StageClass } from "@/ipc/bindings";
import { cx } from "@/lib/cx";
import { fieldOf, isGuarded } from "@/lib/workspace";

const CLASSES: { value: StageClass; label: string }[] = [
  { value: "open", label: "Work goes on" },
  { value: "won", label: "Done well" },
  { value: "lost", label: "Ended otherwise" },
];

type Props = {
  def: KindDef;
  stage: Stage;
  /** The stages as they are edited, this one among them. */
  all: readonly Stage[];
  place: number;
  readOnly: boolean;
  line: "before" | "after" | undefined;
  onGrab: (event: PointerEvent) => void;
  onMove: (by: number) => void;
  onChange: (part: Partial<Stage>) => void;
  onRemove: () => void;
};

/** One stage: its name, what it means, what it needs, and its place, changed by drag or Alt with the arrows. */
export function StageRow({ def, stage, all, place, readOnly, line, ...act }: Props) {
  const { label } = stage;
  return (
    <li
      data-reorder={stage.key}
      className={cx(
        "flex flex-wrap items-center gap-1.5 border-b py-1.5 last:border-b-0 @min-[600px]:border-b-0 @min-[600px]:py-0.5",
        line === "before" && "shadow-[0_-2px_0_0_var(--accent)]",
        line === "after" && "shadow-[0_2px_0_0_var(--accent)]",
      )}
    >
      <button
        type="button"
        disabled={readOnly}
        aria-label={`Place of ${label}: ${place + 1}. Move with the arrow keys`}
        title="Drag, or move with the arrow keys"
        onPointerDown={act.onGrab}
        onKeyDown={(event) => {
          const by = event.key === "ArrowUp" ? -1 : event.key === "ArrowDown" ? 1 : 0;
          if (by === 0) return;
          event.preventDefault();
          event.stopPropagation();
          act.onMove(by);
        }}
        className="flex h-8 w-5 shrink-0 touch-none items-center justify-center rounded text-ink-3 enabled:cursor-grab enabled:hover:text-ink"
      >
        <GripVertical size={14} />
      </button>
      <StageSign def={{ ...def, stages: [...all] }} stage={stage.key} />
      <Input
        aria-label={`Name of stage ${place + 1}`}
        data-stage-name={stage.key}
        maxLength={40}
        readOnly={readOnly}
        value={label}
        className="min-w-36 flex-1"
        onChange={(event) => act.onChange({ label: event.target.value })}
      />
      <div className="w-36 shrink-0">
        <Select
          label={`What ${label} means`}
          disabled={readOnly}
          value={stage.class}
          options={CLASSES}
          onChange={(next) => act.onChange({ class: next as StageClass })}
        />
      </div>
      {/* On a line of its own where it is narrow, under the name that it is of. */}
      <span className="flex basis-full items-center gap-1.5 pl-[47px] @min-[600px]:basis-auto @min-[600px]:pl-0">
        {def.kind === "deal" && (
          <span className="flex shrink-0 items-center gap-1 text-sm text-ink-3">
            <Input
              aria-label={`Chance of ${label} in per cent`}
              inputMode="numeric"
              maxLength={3}
              readOnly={readOnly}
              className="w-12 text-right tabular-nums"
              value={stage.probability ?? ""}
              onChange={(event) => act.onChange({ probability: chance(event.target.value) })}
            />
            %
          </span>
        )}
        <Needs def={def} stage={stage} readOnly={readOnly} onChange={act.onChange} />
        <IconButton label={`Remove ${label}`} disabled={readOnly} onClick={act.onRemove}>
          <Trash2 size={14} />
        </IconButton>
      </span>
    </li>
  );
}

type NeedsProps = Pick<Props, "def" | "stage" | "readOnly" | "onChange">;

/** What must be known before an entity may come into the stage. */
function Needs({ def, stage, readOnly, onChange }: NeedsProps) {
  const asked = stage.requires.flatMap((key) => fieldOf(def, key) ?? []);
  const offered = def.fields.filter(
    (field) => !field.derived && field.key !== "stage" && (!isGuarded(field) || asked.includes(field)),
  );
  return (
    <Popover
      label={`What ${stage.label} needs`}
      align="end"
      className="max-h-72 w-60 overflow-y-auto p-2"
      trigger={
        <Button
          disabled={readOnly}
          className="w-28 justify-start"
          title={asked.map(({ label }) => label).join(", ")}
        >
          <span className="truncate">
            {asked.length === 0
              ? "Needs nothing"
              : `Needs ${asked.map(({ label }) => label.toLowerCase()).join(", ")}`}
          </span>
        </Button>
      }
    >
      <p className="px-1 pb-1 text-sm text-ink-3">Asked for before moving to {stage.label}</p>
      {offered.map((field) => (
        <div key={field.key} className="flex h-7 items-center gap-2 px-1">
          <Checkbox
            id={`needs-${stage.key}-${field.key}`}
            checked={stage.requires.includes(field.key)}
            onChange={(checked) =>
              onChange({
                requires: checked
                  ? [...stage.requires, field.key]
                  : stage.requires.filter((key) => key !== field.key),
              })
            }
          />
          <label htmlFor={`needs-${stage.key}-${field.key}`} className="flex-1 truncate">
            {field.label}
          </label>
        </div>
      ))}
    </Popover>
  );
}

function chance(text: string): number | null {
  const number = Number.parseInt(text, 10);
  return Number.isNaN(number) ? null : Math.min(100, Math.max(0, number));
}
