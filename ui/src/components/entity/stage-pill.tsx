import type { KindDef } from "@/ipc/bindings";
import { cx } from "@/lib/cx";

type Props = { def: KindDef; stage: string | undefined; className?: string };

/** A stage by sign and word: how far an open one is, a tick for a good end, a cross for another. */
export function StagePill({ def, stage, className }: Props) {
  const found = def.stages.find(({ key }) => key === stage);
  if (!found) return stage ? <span className="text-ink-3">{stage}</span> : null;
  return (
    <span className={cx("inline-flex min-w-0 items-center gap-1.5 text-ink-2", className)}>
      <StageSign def={def} stage={found.key} />
      <span className="truncate">{found.label}</span>
    </span>
  );
}

export function StageSign({ def, stage, size = 14 }: { def: KindDef; stage: string; size?: number }) {
  const found = def.stages.find(({ key }) => key === stage);
  const open = def.stages.filter((each) => each.class === "open");
  const place = open.findIndex(({ key }) => key === stage);
  const part = found?.class === "open" ? place / Math.max(1, open.length) : 1;
  const look =
    found?.class === "won"
      ? "text-good"
      : found?.class === "lost"
        ? "text-ink-3"
        : place === 0
          ? "text-ink-3"
          : "text-warn";
  const radius = 3;
  const around = 2 * Math.PI * radius;
  return (
    <svg viewBox="0 0 14 14" width={size} height={size} className={cx("shrink-0", look)} aria-hidden>
      {found?.class === "open" ? (
        <>
          <circle cx="7" cy="7" r="6" fill="none" stroke="currentColor" strokeWidth="1.5" />
          <circle
            cx="7"
            cy="7"
            r={radius}
            fill="none"
            stroke="currentColor"
            strokeWidth="6"
            strokeDasharray={`${part * around} ${around}`}
            transform="rotate(-90 7 7)"
          />
        </>
      ) : (
        <>
          <circle cx="7" cy="7" r="6.5" fill="currentColor" />
          <path
            d={found?.class === "won" ? "M4 7.2 6.2 9.4 10 5" : "M4.8 4.8 9.2 9.2M9.2 4.8 4.8 9.2"}
            fill="none"
            stroke="var(--ground)"
            strokeWidth="1.6"
            strokeLinecap="round"
            strokeLinejoin="round"
          />
        </>
      )}
    </svg>
  );
}
