import { Sparkles } from "lucide-react";
import type { ReactNode } from "react";
import { cx } from "@/lib/cx";

type SignProps = {
  size?: number;
  label?: string;
  /** Without its colour: where it marks the way to AI and not what AI wrote. */
  quiet?: boolean;
  className?: string;
};

/** The one sign of AI, everywhere the same. Without a word beside it, it says so itself. */
export function AiSign({ size = 13, label, quiet, className }: SignProps) {
  return (
    <Sparkles
      size={size}
      className={cx("shrink-0", quiet ? "text-ink-3" : "text-accent", className)}
      {...(label ? { role: "img", "aria-label": label } : { "aria-hidden": true })}
    />
  );
}

/** What AI wrote: behind a tinted edge, so that nothing of it looks like a person's writing. */
export function AiEdge({ children, className }: { children: ReactNode; className?: string }) {
  return <div className={cx("border-l-2 border-accent pl-3", className)}>{children}</div>;
}
