import { CalendarClock, Circle } from "lucide-react";
import { KindIcon } from "@/components/entity/kind-icon";
import { StagePill } from "@/components/entity/stage-pill";
import { cx } from "@/lib/cx";
import { useWorkspace } from "@/lib/workspace";
import type { DayItem } from "./use-my-day";

type Props = {
  item: DayItem;
  /** Whether Tab comes to it; the other rows are reached by J and K. */
  reachable: boolean;
  onOpen: () => void;
  onDone: () => void;
};

/** One thing to do: a task can be ticked off where it stands. */
export function DayRow({ item, reachable, onOpen, onDone }: Props) {
  const { entity, about, why, late } = item;
  const def = useWorkspace().kind(entity.kind);
  const stage = entity.fields["stage"];
  return (
    <li className="flex items-center rounded hover:bg-hover has-[[data-day-row]:focus-visible]:bg-selected">
      {entity.kind === "task" ? (
        <button
          type="button"
          tabIndex={-1}
          aria-label={`Mark ${entity.title} as done`}
          title="Mark as done"
          onClick={onDone}
          className="group flex size-8 shrink-0 items-center justify-center text-ink-3 hover:text-good"
        >
          <Circle size={15} className="group-hover:stroke-[2.5]" />
        </button>
      ) : (
        <span className="flex size-8 shrink-0 items-center justify-center">
          <KindIcon kind={entity.kind} label={def.singular} />
        </span>
      )}
      <button
        type="button"
        data-day-row
        tabIndex={reachable ? 0 : -1}
        onClick={onOpen}
        className="row-height ring-inset-focus flex min-w-0 flex-1 items-center gap-3 rounded pr-2 text-left"
      >
        <span className="min-w-0 truncate">{entity.title}</span>
        {about && (
          <span className="hidden min-w-0 truncate text-sm text-ink-3 @3xl:block">{about.title}</span>
        )}
        <span className="flex-1" />
        <span className="hidden shrink-0 text-sm @3xl:block">
          <StagePill def={def} stage={typeof stage === "string" ? stage : undefined} />
        </span>
        <span
          className={cx(
            "inline-flex shrink-0 items-center justify-end gap-1 text-sm tabular-nums",
            late ? "text-danger" : "text-ink-3",
          )}
        >
          {late && <CalendarClock size={13} aria-label="late:" />}
          {why}
        </span>
        <span className="w-[72px] shrink-0 text-right text-sm text-ink-3 tabular-nums">
          {entity.reference}
        </span>
      </button>
    </li>
  );
}
