import type { ComponentProps, ReactNode } from "react";
import { cx } from "@/lib/cx";
import { keyText } from "@/lib/keys";
import { Tooltip } from "./tooltip";

type Variant = "primary" | "plain" | "quiet" | "danger" | "destructive";

const VARIANTS: Record<Variant, string> = {
  primary: "bg-accent text-accent-ink hover:bg-accent-hover",
  plain: "border border-line-2 bg-raised text-ink hover:bg-hover",
  quiet: "text-ink-2 hover:bg-hover hover:text-ink",
  danger: "border border-line-2 bg-raised text-danger hover:bg-danger-wash",
  // What takes something away, where it is the answer itself and not the way to the question.
  destructive: "bg-danger text-ground hover:opacity-90",
};

type ButtonProps = ComponentProps<"button"> & { variant?: Variant; large?: boolean; icon?: ReactNode };

export function Button({ variant = "plain", large, icon, className, children, ...props }: ButtonProps) {
  return (
    <button
      type="button"
      className={cx(
        "inline-flex shrink-0 items-center justify-center gap-1.5 rounded font-medium whitespace-nowrap",
        "aria-disabled:opacity-50 disabled:pointer-events-none disabled:opacity-50",
        large ? "h-9 px-4 text-base" : "h-7 px-2.5 text-sm",
        VARIANTS[variant],
        className,
      )}
      {...props}
    >
      {icon}
      {children}
    </button>
  );
}

type IconButtonProps = Omit<ComponentProps<"button">, "aria-label"> & {
  label: string;
  /** The binding shown with the label. */
  keys?: string | undefined;
  small?: boolean;
};

/** A button that is only a sign: its label is its name and its tooltip. */
export function IconButton({ label, keys, small, className, children, ...props }: IconButtonProps) {
  return (
    <Tooltip label={label} keys={keys}>
      <button
        type="button"
        aria-label={label}
        aria-keyshortcuts={keys ? keyText(keys, false) : undefined}
        className={cx(
          "inline-flex shrink-0 items-center justify-center rounded text-ink-3 hover:bg-hover hover:text-ink",
          "disabled:pointer-events-none disabled:opacity-40 data-[popup-open]:bg-hover data-[popup-open]:text-ink",
          small ? "size-5" : "size-7",
          className,
        )}
        {...props}
      >
        {children}
      </button>
    </Tooltip>
  );
}
