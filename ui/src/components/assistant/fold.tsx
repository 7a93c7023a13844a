import { ChevronRight } from "lucide-react";
import { useId, useState, type ReactNode } from "react";
import { cx } from "@/lib/cx";

type Props = {
  /** The line that is always there. */
  title: ReactNode;
  /** At its end, outside of what opens it. */
  beside?: ReactNode;
  className?: string;
  /** Whether it is open at first. */
  opened?: boolean;
  children: () => ReactNode;
};

/** A line that opens what belongs to it. What is folded is not made. */
export function Fold({ title, beside, className, opened = false, children }: Props) {
  const [open, setOpen] = useState(opened);
  const id = useId();
  return (
    <div className={className}>
      <div className="flex min-w-0 items-center gap-2">
        <button
          type="button"
          aria-expanded={open}
          aria-controls={id}
          onClick={() => setOpen(!open)}
          className="-ml-1 flex min-h-6 min-w-0 flex-1 items-center gap-1 rounded px-1 text-left text-sm text-ink-3 hover:text-ink"
        >
          <ChevronRight
            size={13}
            aria-hidden
            className={cx("shrink-0 transition-transform duration-100", open && "rotate-90")}
          />
          {title}
        </button>
        {beside}
      </div>
      <div id={id} hidden={!open}>
        {open && children()}
      </div>
    </div>
  );
}
