import { ChevronRight } from "lucide-react";
import { useEffect, useId, useRef, type ReactNode } from "react";
import { cx } from "@/lib/cx";
import { useStore } from "@/lib/store";
import { foldSection, usePanelLook, wanted, type SectionId } from "./panel-store";

type Props = {
  id: SectionId;
  title: string;
  /** Beside the title: how many, or how it stands. */
  beside?: ReactNode;
  children: ReactNode;
};

/** A part of the panel that folds and remembers it. */
export function PanelSection({ id, title, beside, children }: Props) {
  const folded = usePanelLook().folded.includes(id);
  const body = useId();
  const button = useRef<HTMLButtonElement>(null);
  const call = useStore(wanted);
  useEffect(() => {
    if (call !== id) return;
    wanted.set(null);
    button.current?.focus();
    button.current?.scrollIntoView({ block: "nearest" });
  }, [call, id]);
  return (
    <section aria-label={title} className="border-b last:border-b-0">
      <h3 className="flex">
        <button
          ref={button}
          type="button"
          aria-expanded={!folded}
          aria-controls={body}
          onClick={() => foldSection(id, !folded)}
          className="flex h-9 min-w-0 flex-1 items-center gap-1.5 px-3 text-left text-sm font-semibold text-ink-2 hover:bg-hover focus-visible:-outline-offset-2"
        >
          <ChevronRight
            size={13}
            aria-hidden
            className={cx("shrink-0 text-ink-3 transition-transform", !folded && "rotate-90")}
          />
          <span className="min-w-0 flex-1 truncate">{title}</span>
          {beside && <span className="shrink-0 font-normal text-ink-3 tabular-nums">{beside}</span>}
        </button>
      </h3>
      <div id={body} hidden={folded} className="px-3 pb-3">
        {!folded && children}
      </div>
    </section>
  );
}

/** Keeps the room of what is on its way. */
export function SectionSkeleton({ label, rows = 2 }: { label: string; rows?: number }) {
  return (
    <div aria-busy className="flex flex-col gap-2">
      <span className="sr-only" role="status">
        {label}
      </span>
      {Array.from({ length: rows }, (_, index) => (
        <div key={index} className="h-14 rounded-md bg-sunken" />
      ))}
    </div>
  );
}

/** What a section says when it has nothing to show. */
export function SectionNote({ children }: { children: ReactNode }) {
  return <p className="selectable text-sm text-ink-3">{children}</p>;
}
