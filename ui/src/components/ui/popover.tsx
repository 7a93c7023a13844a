import { Popover as Base } from "@base-ui/react/popover";
import type { ReactElement, ReactNode, RefObject } from "react";
import { cx } from "@/lib/cx";

type Props = {
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  trigger?: ReactElement;
  anchor?: RefObject<HTMLElement | null>;
  /** What a screen reader calls it. */
  label: string;
  align?: "start" | "center" | "end";
  side?: "top" | "bottom";
  className?: string;
  children: ReactNode;
};

export function Popover({
  open,
  onOpenChange,
  trigger,
  anchor,
  label,
  align = "start",
  side = "bottom",
  className,
  children,
}: Props) {
  return (
    <Base.Root {...(open === undefined ? {} : { open })} onOpenChange={(next) => onOpenChange?.(next)}>
      {trigger && <Base.Trigger render={trigger} />}
      <Base.Portal>
        <Base.Positioner
          align={align}
          side={side}
          sideOffset={4}
          className="z-40"
          {...(anchor ? { anchor } : {})}
        >
          <Base.Popup
            aria-label={label}
            className={cx("floats rounded-md border border-line-2 bg-raised outline-none", className)}
          >
            {children}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
