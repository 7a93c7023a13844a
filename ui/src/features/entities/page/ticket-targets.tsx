import { AlarmClock, CircleCheck, Clock } from "lucide-react";
import type { Entity, KindDef } from "@/ipc/bindings";
import { cx } from "@/lib/cx";
import { duration } from "@/lib/duration";
import { instant } from "@/lib/time";
import { useNow } from "@/lib/use-now";
import { stageOf } from "@/lib/workspace";

/** What became of a promise: kept or missed, or how long is left. */
export type TargetState = { words: string; tone: "left" | "soon" | "late" | "kept" | "missed"; due: number };

/** How the promise of an answer or an end stands. None where nothing was promised. */
export function targetState(due: unknown, met: number | undefined, now: number): TargetState | undefined {
  const at = typeof due === "string" ? Date.parse(due) : Number.NaN;
  if (Number.isNaN(at)) return undefined;
  if (met !== undefined) {
    return met <= at
      ? { words: "in time", tone: "kept", due: at }
      : { words: `${duration(met - at)} late`, tone: "missed", due: at };
  }
  if (now > at) return { words: `overdue by ${duration(now - at)}`, tone: "late", due: at };
  return { words: `${duration(at - now)} left`, tone: at - now < 3_600_000 ? "soon" : "left", due: at };
}

const LOOK = {
  left: { Icon: Clock, className: "text-ink-2" },
  soon: { Icon: Clock, className: "text-warn" },
  late: { Icon: AlarmClock, className: "text-danger" },
  kept: { Icon: CircleCheck, className: "text-good" },
  missed: { Icon: AlarmClock, className: "text-ink-3" },
} as const;

type Props = { entity: Entity; def: KindDef; resolvedAt: number | undefined };

/** By when a ticket is to be answered and resolved, as time that is left. */
export function TicketTargets({ entity, def, resolvedAt }: Props) {
  const now = useNow();
  const answered = entity.fields["first_responded_at"];
  const open = stageOf(def, entity.fields["stage"])?.class === "open";
  const answeredAt = typeof answered === "string" ? Date.parse(answered) : undefined;
  const first = targetState(
    entity.fields["first_response_due"],
    answeredAt ?? (open ? undefined : resolvedAt),
    now,
  );
  const end = targetState(entity.fields["due_at"], open ? undefined : (resolvedAt ?? now), now);
  if (!first && !end) return null;
  return (
    <dl
      aria-label="Targets"
      data-shows="first_response_due first_responded_at"
      className="flex flex-wrap gap-x-5 gap-y-1 text-sm"
    >
      {first && <Target label="First response" state={first} />}
      {end && <Target label="Resolution" state={end} />}
    </dl>
  );
}

function Target({ label, state }: { label: string; state: TargetState }) {
  const { Icon, className } = LOOK[state.tone];
  return (
    <div className="flex items-center gap-1.5" title={`By ${instant(state.due)}`}>
      <dt className="text-ink-3">{label}</dt>
      <dd className={cx("inline-flex items-center gap-1 font-medium tabular-nums", className)}>
        <Icon size={13} aria-hidden />
        {state.words}
      </dd>
    </div>
  );
}
