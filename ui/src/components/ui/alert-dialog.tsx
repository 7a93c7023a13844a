import { AlertDialog as Base } from "@base-ui/react/alert-dialog";
import { useEffect, type ReactNode, type RefObject } from "react";
import { useReturnFocus } from "@/lib/use-return-focus";

type Props = {
  onCancel: () => void;
  title: string;
  /** What gets the focus: the way out. */
  wayOut: RefObject<HTMLElement | null>;
  /** What has to be read, scrolled where it is long. */
  children: ReactNode;
  /** The answers, always in sight. */
  answers: ReactNode;
};

/**
 * A question that has to be answered before anything else: nothing outside of it closes it. Esc is the same as the way
 * out, never a yes.
 */
export function AlertDialog({ onCancel, title, wayOut, children, answers }: Props) {
  useReturnFocus(true);
  useEffect(() => {
    // WebKit at times leaves the focus on the page below; the keys pressed next would work there.
    const timer = setTimeout(() => {
      if (!wayOut.current?.closest("[role=alertdialog]")?.contains(document.activeElement))
        wayOut.current?.focus();
    }, 0);
    return () => clearTimeout(timer);
  }, [wayOut]);
  return (
    <Base.Root open onOpenChange={(next) => !next && onCancel()}>
      <Base.Portal>
        <Base.Backdrop className="fixed inset-0 z-30 bg-shade" />
        <Base.Popup
          initialFocus={wayOut}
          className="floats fixed top-[8vh] left-1/2 z-30 -ml-[min(300px,48vw)] flex max-h-[84vh] w-[min(600px,96vw)] flex-col overflow-hidden rounded-lg border border-line-2 bg-raised outline-none"
        >
          <Base.Title className="border-b border-line px-4 py-2.5 text-lg font-semibold">{title}</Base.Title>
          <Base.Description
            render={<div />}
            className="flex min-h-0 flex-1 flex-col gap-4 overflow-y-auto p-4"
          >
            {children}
          </Base.Description>
          <footer className="flex shrink-0 flex-wrap items-center justify-end gap-2 border-t bg-side px-4 py-3">
            {answers}
          </footer>
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}
