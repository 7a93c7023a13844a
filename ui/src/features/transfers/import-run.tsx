import { useQueryClient } from "@tanstack/react-query";
import { Download, Undo2 } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { ProgressBar } from "@/components/ui/progress-bar";
import { say, sayProblem } from "@/components/ui/toaster";
import type { ImportSummary, Kind } from "@/ipc/bindings";
import { call } from "@/ipc/call";
import { number } from "@/lib/count";
import { useGo } from "@/lib/navigation";
import { sentence } from "@/lib/sentence";
import { undo } from "@/lib/use-write";
import { useKind } from "@/lib/workspace";
import { Totals } from "./check-result";
import { OutcomeTable } from "./outcome-table";
import { fileName, PageFrame, StepHeading } from "./page-frame";
import { useJob } from "@/lib/use-job";

type Props = { job: number; kind: Kind; path: string; onAgain: () => void };

/** The third page: how far the import is, and then what it did. */
export function ImportRun({ job: id, kind, path, onAgain }: Props) {
  const job = useJob(id);
  const def = useKind(kind);
  const go = useGo();
  if (!job || job.state.state === "running") {
    const step = job?.state.state === "running" ? job.state.step : "starting";
    return (
      <PageFrame step={2}>
        <div className="mx-auto flex max-w-[480px] flex-col gap-3 p-5 @3xl:p-10">
          <StepHeading>{job?.title ?? `Importing ${fileName(path)}`}</StepHeading>
          <ProgressBar label="Import" done={job?.done ?? 0} total={job?.total ?? 0} />
          <p role="status" className="text-ink-3 tabular-nums">
            {step}
            {job && job.total > 0 && ` · ${number(job.done)} of ${number(job.total)} rows`}
          </p>
          <p className="text-sm text-ink-3">
            All rows are written together or none is. You can go on working; the bottom line shows how far it
            is.
          </p>
          <div>
            <Button onClick={() => void call("job_cancel", { id }).catch(sayProblem)}>Cancel</Button>
          </div>
        </div>
      </PageFrame>
    );
  }
  const toList = (
    <Button variant="primary" onClick={() => go.list(kind)}>
      Go to {def.plural.toLowerCase()}
    </Button>
  );
  const { state } = job;
  switch (state.state) {
    case "cancelled":
      return (
        <PageFrame step={2}>
          <div className="mx-auto flex max-w-[560px] flex-col items-start gap-4 p-5 @3xl:p-10">
            <StepHeading>The import was stopped</StepHeading>
            <p className="text-ink-2">Nothing was written.</p>
            <Button onClick={onAgain}>Import another file</Button>
          </div>
        </PageFrame>
      );
    case "failed":
      return (
        <PageFrame step={2}>
          <div className="mx-auto flex max-w-[560px] flex-col gap-4 p-5 @3xl:p-10">
            <StepHeading>The import could not go on</StepHeading>
            <Notice tone="danger">
              <p>{sentence(state.message)}</p>
              <p>Nothing was written.</p>
            </Notice>
            <div>
              <Button onClick={onAgain}>Begin again</Button>
            </div>
          </div>
        </PageFrame>
      );
    case "finished":
      return (
        <PageFrame
          step={2}
          footer={
            <>
              <Button onClick={onAgain}>Import another file</Button>
              <span className="flex-1" />
              {toList}
            </>
          }
        >
          <Result id={id} path={path} summary={state.import} said={state.summary} />
        </PageFrame>
      );
  }
}

type ResultProps = { id: number; path: string; summary: ImportSummary | null; said: string };

function Result({ id, path, summary, said }: ResultProps) {
  const client = useQueryClient();
  const [undone, setUndone] = useState(false);

  async function saveRejects() {
    try {
      const name = fileName(path).replace(/(\.\w+)?$/, "-left-out.csv");
      const picked = await call("file_pick", { purpose: "export", suggested_name: name });
      if (!picked.path) return;
      await call("rejects_save", { id, path: picked.path });
      say(`saved the rows that were left out to ${picked.path}`);
    } catch (error) {
      sayProblem(error);
    }
  }

  const wrote = summary && summary.created + summary.updated > 0;
  return (
    <div className="mx-auto flex max-w-[720px] flex-col gap-4 p-5 @3xl:p-8">
      <StepHeading>{sentence(said)}</StepHeading>
      {summary && <Totals summary={summary} />}
      <div className="flex flex-wrap gap-2">
        {summary && summary.rejected > 0 && (
          <Button icon={<Download size={14} />} onClick={() => void saveRejects()}>
            Save the rows left out…
          </Button>
        )}
        {wrote && (
          <Button
            icon={<Undo2 size={14} />}
            aria-disabled={undone}
            onClick={() => {
              if (undone) return;
              setUndone(true);
              void undo(client);
            }}
          >
            {undone ? "Import undone" : "Undo the import"}
          </Button>
        )}
      </div>
      {summary && summary.rows.length > 0 && (
        <OutcomeTable rows={summary.rows} of={summary.rejected + summary.skipped} />
      )}
    </div>
  );
}
