import { Dialog as Base } from "@base-ui/react/dialog";
import { X } from "lucide-react";
import { useEffect, useRef, type ReactNode, type RefObject } from "react";
import { cx } from "@/lib/cx";
import { useReturnFocus } from "@/lib/use-return-focus";
import { IconButton } from "./button";

type Props = {
  open: boolean;
  onClose: () => void;
  title: string;
  /** Hides the title from sight, not from screen readers. */
  titleHidden?: boolean;
  description?: string;
  initialFocus?: RefObject<HTMLElement | null>;
  /** Takes what height the window has, for a dialog that is a page of its own. */
  tall?: boolean;
  /** Lets what a field drops down reach over the dialog's edge, where the dialog itself is never long. */
  overflows?: boolean;
  /** Where the popup stands and how wide it is. */
  className?: string;
  children: ReactNode;
};

/**
 * A modal layer. Esc and a press outside close it, and the focus goes back to where it was. What does not fit scrolls
 * under its title; its buttons belong in a `DialogFoot`.
 */
export function Dialog({
  open,
  onClose,
  title,
  titleHidden,
  description,
  initialFocus,
  tall,
  overflows,
  className,
  children,
}: Props) {
  useReturnFocus(open);
  const popup = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!open) return;
    // WebKit at times leaves the focus on the page below; the keys pressed next would work there.
    const timer = setTimeout(() => {
      const within = popup.current?.contains(document.activeElement) ?? true;
      if (!within) (initialFocus?.current ?? fieldOf(popup.current) ?? popup.current)?.focus();
    }, 0);
    return () => clearTimeout(timer);
  }, [open, initialFocus]);
  return (
    <Base.Root open={open} onOpenChange={(next) => !next && onClose()}>
      <Base.Portal>
        <Base.Backdrop className="fixed inset-0 z-30 bg-shade transition-opacity duration-100 data-[ending-style]:opacity-0 data-[starting-style]:opacity-0" />
        <Base.Popup
          ref={popup}
          initialFocus={initialFocus ?? (() => fieldOf(popup.current) ?? true)}
          data-layer
          className={cx(
            "floats fixed left-1/2 z-30 -ml-[min(280px,48vw)] flex w-[min(560px,96vw)] flex-col",
            tall ? "dialog-place-tall" : "dialog-place",
            overflows ? "overflow-visible" : "overflow-hidden",
            "rounded-lg border border-line-2 bg-raised outline-none",
            className,
          )}
        >
          <div
            className={cx(
              "flex shrink-0 items-center gap-2 border-b border-line py-2 pr-2 pl-4",
              titleHidden && "sr-only",
            )}
          >
            <Base.Title className="min-w-0 flex-1 text-lg font-semibold break-words">{title}</Base.Title>
            {!titleHidden && (
              <Base.Close
                render={
                  <IconButton label="Close" keys="esc">
                    <X size={15} />
                  </IconButton>
                }
              />
            )}
          </div>
          {description && <Base.Description className="sr-only">{description}</Base.Description>}
          <div className={cx("flex min-h-0 flex-1 flex-col", !overflows && "overflow-y-auto")}>
            {children}
          </div>
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}

/** The buttons of a dialog whose body is padded by 16 px: in sight while what is above them scrolls. */
export function DialogFoot({ children }: { children: ReactNode }) {
  return (
    <div className="sticky bottom-0 z-10 -mx-4 mt-auto -mb-4 flex flex-wrap items-center justify-end gap-2 rounded-b-lg border-t bg-raised px-4 py-3">
      {children}
    </div>
  );
}

/** What a form asks for first: with the focus there, and not on the way out, its keys work at once. */
function fieldOf(popup: HTMLElement | null): HTMLElement | null | undefined {
  return popup?.querySelector(
    "form :is(input:not([type=hidden]), textarea, [role=combobox], [role=radio]):not([tabindex='-1'])",
  );
}
