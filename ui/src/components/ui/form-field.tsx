import { useId, type ReactNode } from "react";
import { cx } from "@/lib/cx";
import { sentence } from "@/lib/sentence";

type Control = { id: string; "aria-describedby": string | undefined; "aria-invalid": true | undefined };

type Props = {
  label: string;
  hint?: ReactNode;
  /** What is wrong with the value. */
  problem?: string | undefined;
  required?: boolean;
  className?: string;
  children: (control: Control) => ReactNode;
};

/** A labelled control with its hint and its problem tied to it for screen readers. */
export function FormField({ label, hint, problem, required, className, children }: Props) {
  const id = useId();
  const notes = [hint ? `${id}-hint` : "", problem ? `${id}-problem` : ""].filter(Boolean).join(" ");
  return (
    <div className={cx("flex flex-col gap-1", className)}>
      <label htmlFor={id} className="text-sm font-medium text-ink-2">
        {label}
        {required && <span className="font-normal text-ink-3"> · required</span>}
      </label>
      {children({ id, "aria-describedby": notes || undefined, "aria-invalid": problem ? true : undefined })}
      {hint && (
        <p id={`${id}-hint`} className="text-sm text-ink-3">
          {hint}
        </p>
      )}
      {problem && (
        <p id={`${id}-problem`} role="alert" className="text-sm text-danger">
          {sentence(problem)}
        </p>
      )}
    </div>
  );
}
