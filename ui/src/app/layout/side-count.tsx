import type { ReactNode } from "react";
import { cx } from "@/lib/cx";

const TONES = {
  danger: ["text-danger", "bg-danger"],
  warn: ["text-warn", "bg-warn"],
  accent: ["text-accent", "bg-accent"],
  quiet: ["text-ink-3", "bg-ink-3"],
} as const;

type Props = { tone: keyof typeof TONES; title?: string; children: ReactNode };

/** What calls for action behind a row of the sidebar; a dot at its sign where there is room for no more. */
export function SideCount({ tone, title, children }: Props) {
  const [ink, dot] = TONES[tone];
  return (
    <>
      <span
        className={cx("shrink-0 text-sm font-medium tabular-nums group-data-[signs]/side:sr-only", ink)}
        title={title}
      >
        {children}
      </span>
      <span
        aria-hidden
        className={cx(
          "absolute top-0.5 right-0.5 hidden size-1.5 rounded-full group-data-[signs]/side:block",
          dot,
        )}
      />
    </>
  );
}
