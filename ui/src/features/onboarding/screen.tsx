import type { ReactNode } from "react";
import { takeFreeFocus } from "@/lib/use-return-focus";

type Props = { title: string; lead?: ReactNode; children?: ReactNode };

/** A calm page in the middle of the window, for what comes before the workspace. */
export function Screen({ title, lead, children }: Props) {
  return (
    <main className="flex h-full flex-col items-center overflow-y-auto bg-side px-6 py-10">
      <div className="my-auto flex w-full max-w-[460px] flex-col gap-5">
        <header className="flex flex-col gap-1.5">
          <Sign />
          {/* Each page is a step: what was pressed to come here is gone, and with it the focus. */}
          <h1
            key={title}
            ref={takeFreeFocus}
            tabIndex={-1}
            className="mt-3 text-xl font-semibold outline-none"
          >
            {title}
          </h1>
          {lead && <div className="selectable text-ink-2">{lead}</div>}
        </header>
        {children}
      </div>
    </main>
  );
}

/** The product's sign: a W through five points, one for each kind. */
function Sign() {
  const points: [number, number, string][] = [
    [4, 8, "var(--contact)"],
    [10, 24, "var(--deal)"],
    [16, 12, "var(--ticket)"],
    [22, 24, "var(--candidate)"],
    [28, 8, "var(--task)"],
  ];
  return (
    <svg viewBox="0 0 32 32" width={36} height={36} role="img" aria-label="Workestra">
      <path
        d="M4 8 10 24 16 12 22 24 28 8"
        fill="none"
        stroke="var(--line-2)"
        strokeWidth="2"
        strokeLinejoin="round"
      />
      {points.map(([x, y, color]) => (
        <circle key={x} cx={x} cy={y} r="3.2" fill={color} />
      ))}
    </svg>
  );
}
