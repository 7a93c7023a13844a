import { Upload } from "lucide-react";
import type { ReactNode } from "react";
import { cx } from "@/lib/cx";
import { takeFreeFocus } from "@/lib/use-return-focus";

const STEPS = ["Choose a file", "Match the columns", "Import"] as const;

type Props = { step: 0 | 1 | 2; children: ReactNode; footer?: ReactNode };

/** The frame of the import's pages: where one is in it, and what comes next. */
export function PageFrame({ step, children, footer }: Props) {
  return (
    <section aria-label="Import" className="@container flex min-h-0 flex-1 flex-col">
      <header className="flex h-11 shrink-0 items-center gap-4 border-b px-4">
        <h1 className="flex shrink-0 items-center gap-2 font-semibold">
          <Upload size={15} className="text-ink-3" aria-hidden />
          Import
        </h1>
        <ol aria-label="Steps" className="flex min-w-0 gap-3 text-sm whitespace-nowrap text-ink-3">
          {STEPS.map((name, index) => (
            <li
              key={name}
              aria-current={index === step ? "step" : undefined}
              // Where not all have room, the one that one is at.
              className={cx(index === step ? "font-medium text-ink" : "hidden @min-[460px]:block")}
            >
              {index + 1}. {name}
            </li>
          ))}
        </ol>
      </header>
      <div className="min-h-0 flex-1 overflow-y-auto">{children}</div>
      {footer && (
        <footer data-foot className="flex shrink-0 flex-wrap items-center gap-2 border-t px-4 py-2.5">
          {footer}
        </footer>
      )}
    </section>
  );
}

/** What a page of the import is about: it takes the focus that went with the page before. */
export function StepHeading({ children, className }: { children: string; className?: string }) {
  return (
    // Another text is another step, even where all around it stays.
    <h2
      key={children}
      ref={takeFreeFocus}
      tabIndex={-1}
      className={cx("text-lg font-semibold outline-none", className)}
    >
      {children}
    </h2>
  );
}

/** The last part of a path, on any system. */
export function fileName(path: string): string {
  return path.split(/[\\/]/).at(-1) ?? path;
}
