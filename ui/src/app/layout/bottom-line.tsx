import { CirclePause, CirclePlay, TriangleAlert, X } from "lucide-react";
import { useState } from "react";
import { IconButton } from "@/components/ui/button";
import { ProgressBar } from "@/components/ui/progress-bar";
import { Spinner } from "@/components/ui/spinner";
import { say, sayProblem } from "@/components/ui/toaster";
import { RecoveryReminder } from "@/features/onboarding/recovery-reminder";
import type { Job, SearchStatus } from "@/ipc/bindings";
import { call } from "@/ipc/call";
import { useEvent } from "@/ipc/events";
import { useCommand } from "@/ipc/use-command";
import { number } from "@/lib/count";
import { useStore } from "@/lib/store";
import { isWatched } from "@/lib/watch-job";
import { recoveryPutOff } from "@/lib/window-state";
import { AiLine } from "./ai-line";

/** The state of what works in the background, and of AI. */
export function BottomLine() {
  const { data } = useCommand("search_status", {});
  const putOff = useStore(recoveryPutOff);
  return (
    <footer
      aria-label="Status"
      className="flex h-7 shrink-0 items-center gap-4 overflow-hidden border-t bg-side px-3 text-sm whitespace-nowrap text-ink-3 tabular-nums"
    >
      {data && <TextIndex status={data.status} />}
      {data && <Vectors status={data.status} />}
      <RunningJob />
      <span className="flex-1" />
      {putOff && <RecoveryReminder />}
      <AiLine />
    </footer>
  );
}

function TextIndex({ status: { text } }: { status: SearchStatus }) {
  switch (text.state) {
    case "ready":
      return <span>Search ready</span>;
    case "building":
      return (
        <span className="flex min-w-0 items-center gap-1.5">
          <Spinner size={12} />
          <span className="truncate">
            Indexing {number(text.done)} of {number(text.total)}
          </span>
        </span>
      );
    case "failed":
      return (
        <span className="flex min-w-0 items-center gap-1.5 text-danger" title={text.message}>
          <TriangleAlert size={12} aria-hidden className="shrink-0" />
          <span className="truncate">Index: {text.message}</span>
        </span>
      );
  }
}

function Vectors({ status: { vectors } }: { status: SearchStatus }) {
  // Said here, too, where texts leave for it.
  const host = useCommand("embedding_state", {}).data?.host ?? null;
  switch (vectors.state) {
    case "loading":
      return <span className="truncate">Loading the embedding model</span>;
    case "ready":
      // Where room is short, what calls for nothing is the first to go.
      return (
        <span className="hidden truncate sm:block" title={`${number(vectors.total)} vectors`}>
          {host === null ? "Meaning search on this device" : `Meaning search by ${host}`}
        </span>
      );
    case "no_model":
      return (
        <span className="truncate" title={vectors.message}>
          No vectors now: search by words only
        </span>
      );
    case "embedding":
      return (
        <span className="flex min-w-0 items-center gap-1">
          <span className="truncate">
            {vectors.paused ? "Embedding paused at" : "Embedding"} {number(vectors.done)} of{" "}
            {number(vectors.total)}
          </span>
          <IconButton
            small
            label={vectors.paused ? "Go on with embedding" : "Pause embedding"}
            onClick={() => void call("embedding_pause", { paused: !vectors.paused }).catch(sayProblem)}
          >
            {vectors.paused ? <CirclePlay size={13} /> : <CirclePause size={13} />}
          </IconButton>
        </span>
      );
  }
}

/** Says how a job ended. What was only a check is said where it was asked for. */
function sayEnd({ state }: Job) {
  if (state.state === "finished" && !state.import?.dry_run) say(state.summary);
  else if (state.state === "failed") sayProblem(state.message);
}

/** The running job, from the moment the core speaks of it. */
function RunningJob() {
  const [jobs, setJobs] = useState<ReadonlyMap<number, Job>>(new Map());
  useEvent("job_changed", ({ job }) => {
    setJobs((known) => new Map(known).set(job.id, job));
    // The import's own page shows how it ended, and who watches a job says it; of all others a toast does.
    if (!window.location.hash.startsWith("#/import") && !isWatched(job.id)) sayEnd(job);
  });
  const running = [...jobs.values()].findLast((job) => job.state.state === "running");
  if (running?.state.state !== "running") return null;
  return (
    <span className="flex min-w-0 items-center gap-2">
      <span className="truncate">{running.title}</span>
      <span className="w-16 shrink-0 md:w-24">
        <ProgressBar label={running.title} done={running.done} total={running.total} />
      </span>
      <span className="hidden md:inline">
        {running.state.step} {number(running.done)}
        {running.total > 0 && ` of ${number(running.total)}`}
      </span>
      <IconButton
        small
        label="Cancel"
        onClick={() => void call("job_cancel", { id: running.id }).catch(sayProblem)}
      >
        <X size={13} />
      </IconButton>
    </span>
  );
}
