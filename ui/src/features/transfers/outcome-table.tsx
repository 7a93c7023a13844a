import type { Outcome, RowOutcome } from "@/ipc/bindings";
import { number } from "@/lib/count";

type Props = {
  rows: readonly RowOutcome[];
  /** How many there are in all; the core lists the first of them. */
  of: number;
};

/** What became of single rows. */
export function OutcomeTable({ rows, of }: Props) {
  return (
    <>
      <Rows rows={rows} />
      {rows.length < of && <p className="mt-1 text-sm text-ink-3">And {number(of - rows.length)} more.</p>}
    </>
  );
}

function Rows({ rows }: { rows: readonly RowOutcome[] }) {
  return (
    <div
      tabIndex={0}
      role="region"
      aria-label="Rows"
      className="mt-2 max-h-72 overflow-auto rounded border bg-ground"
    >
      <table className="w-full text-sm">
        <thead className="sticky top-0 bg-ground text-left text-ink-3">
          <tr>
            <th scope="col" className="w-20 px-2 py-1 font-normal">
              Row
            </th>
            <th scope="col" className="w-20 px-2 py-1 font-normal">
              Line
            </th>
            <th scope="col" className="px-2 py-1 font-normal">
              What became of it
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ row, line, outcome }) => (
            <tr key={row} className="border-t align-top">
              <td className="px-2 py-1 tabular-nums">{row}</td>
              <td className="px-2 py-1 text-ink-3 tabular-nums">{line}</td>
              <td className="selectable px-2 py-1 break-words">{words(outcome)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function words(outcome: Outcome): string {
  switch (outcome.outcome) {
    case "created":
      return outcome.reference ? `Made ${outcome.reference} ${outcome.title}` : `Makes ${outcome.title}`;
    case "updated":
      return `Updates ${outcome.reference} ${outcome.title}`;
    case "skipped":
      return `Passed over: the same as ${outcome.duplicate_of}`;
    case "rejected":
      return outcome.reasons.join("; ");
  }
}
