import { Menu as Base } from "@base-ui/react/menu";
import { Check } from "lucide-react";
import { useRef, type ReactElement, type ReactNode, type RefObject } from "react";
import { cx } from "@/lib/cx";
import { Keys } from "./keys";

type MenuProps = {
  trigger: ReactElement;
  children: ReactNode;
  align?: "start" | "center" | "end";
  side?: "top" | "bottom" | "right";
  /** False when what was chosen takes the focus itself; else it goes back to the trigger. */
  returnsFocus?: () => boolean;
};

const POPUP =
  "floats max-h-[min(480px,var(--available-height))] min-w-52 overflow-y-auto rounded-md border border-line-2 bg-raised p-1 outline-none";

export function Menu({ trigger, children, align = "start", side = "bottom", returnsFocus }: MenuProps) {
  return (
    <Base.Root>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner align={align} side={side} sideOffset={4} className="z-40 outline-none">
          <Base.Popup finalFocus={returnsFocus ?? true} className={POPUP}>
            {children}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

/** A place in the window, in pixels from its upper left corner. */
export type Point = { x: number; y: number };

type MenuAtProps = {
  label: string;
  /** Where it comes up; it stays there while it goes. */
  at: Point;
  open: boolean;
  onClose: () => void;
  /** When it is gone and the focus is back. */
  onClosed: () => void;
  /** What has the focus after it. */
  returnTo: RefObject<HTMLElement | null>;
  children: ReactNode;
};

/** A menu that comes up where a right click or the menu key asks for it. */
export function MenuAt({ label, at, open, onClose, onClosed, returnTo, children }: MenuAtProps) {
  const { x, y } = at;
  const place = { x, y, left: x, right: x, top: y, bottom: y, width: 0, height: 0 };
  const popup = useRef<HTMLDivElement>(null);
  /** What came up while the menu went, such as the palette, keeps the focus. */
  function next() {
    const now = document.activeElement;
    const left = now !== null && now !== document.body && popup.current?.contains(now) !== true;
    return left ? false : returnTo.current;
  }
  return (
    <Base.Root
      open={open}
      onOpenChange={(next) => !next && onClose()}
      onOpenChangeComplete={(next) => !next && onClosed()}
    >
      <Base.Portal>
        <Base.Positioner
          anchor={{ getBoundingClientRect: () => place }}
          align="start"
          side="bottom"
          className="z-40 outline-none"
        >
          <Base.Popup ref={popup} aria-label={label} finalFocus={next} className={POPUP}>
            {children}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

const ITEM =
  "flex h-7 items-center gap-2 rounded-sm px-2 text-base text-ink outline-none data-[disabled]:opacity-45 data-[highlighted]:bg-hover";

type MenuActionProps = {
  icon?: ReactNode;
  keys?: string | undefined;
  danger?: boolean;
  disabled?: boolean;
  checked?: boolean;
  onSelect: () => void;
  children: ReactNode;
};

export function MenuAction({ icon, keys, danger, disabled, checked, onSelect, children }: MenuActionProps) {
  return (
    <Base.Item className={cx(ITEM, danger && "text-danger")} disabled={disabled ?? false} onClick={onSelect}>
      {icon && <span className="flex w-4 justify-center text-ink-3">{icon}</span>}
      <span className="flex-1 truncate">{children}</span>
      {checked && <Check size={14} aria-label="chosen" />}
      {keys && <Keys binding={keys} />}
    </Base.Item>
  );
}

export function MenuSeparator() {
  return <Base.Separator className="my-1 h-px bg-line" />;
}

export function MenuHeading({ children }: { children: ReactNode }) {
  return <div className="px-2 pt-1.5 pb-1 text-xs font-medium text-ink-3">{children}</div>;
}
