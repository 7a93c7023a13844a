import type { ComponentProps } from "react";
import { cx } from "@/lib/cx";

const LOOK =
  "field rounded border border-line-2 bg-ground px-2 text-base text-ink aria-invalid:border-danger disabled:opacity-60";

export function Input({ className, ...props }: ComponentProps<"input">) {
  return (
    <input
      type="text"
      autoComplete="off"
      spellCheck={false}
      className={cx(LOOK, "h-8", className)}
      {...props}
    />
  );
}

export function TextArea({ className, ...props }: ComponentProps<"textarea">) {
  return <textarea className={cx(LOOK, "min-h-16 resize-y py-1.5", className)} {...props} />;
}
