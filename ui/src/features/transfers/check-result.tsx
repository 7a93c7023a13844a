import { Notice } from "@/components/ui/notice";
import type { ImportSummary } from "@/ipc/bindings";
import { number } from "@/lib/count";
import { OutcomeTable } from "./outcome-table";

/** What an import would do. */
export function CheckResult({ summary }: { summary: ImportSummary }) {
  const problems = summary.rows.filter(
    ({ outcome }) => outcome.outcome === "rejected" || outcome.outcome === "skipped",
  );
  return (
    <Notice tone={summary.rejected > 0 ? "warn" : "info"} title="What the import would do">
      <Totals summary={summary} />
      {problems.length > 0 && <OutcomeTable rows={problems} of={summary.rejected + summary.skipped} />}
    </Notice>
  );
}

/** The counts of an import that are not zero, and how much is new in any case. */
export function Totals({ summary }: { summary: ImportSummary }) {
  const parts: [number, string][] = [
    [summary.created, summary.dry_run ? "to create" : "created"],
    [summary.updated, summary.dry_run ? "to update" : "updated"],
    [summary.skipped, summary.dry_run ? "to pass over as duplicates" : "passed over as duplicates"],
    [summary.rejected, summary.dry_run ? "to leave out, with a reason" : "left out, with a reason"],
  ];
  return (
    <dl className="my-1 flex flex-wrap gap-x-6 gap-y-1">
      {parts
        .filter(([n], index) => n > 0 || index === 0)
        .map(([n, words]) => (
          <div key={words} className="flex items-baseline gap-1.5">
            <dd className="font-semibold text-ink tabular-nums">{number(n)}</dd>
            <dt>{words}</dt>
          </div>
        ))}
    </dl>
  );
}
