import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { say, sayProblem } from "@/components/ui/toaster";
import type { BulkChange, Job, Kind, LeftOut, Selection } from "@/ipc/bindings";
import { call } from "@/ipc/call";
import { useJob } from "@/lib/use-job";
import { undo } from "@/lib/use-write";
import { runJob } from "@/lib/watch-job";

/** How long a change may take before it shows how far it is. */
const SLOW_MS = 1000;

export type Bulk = {
  /** The change that is going on, once it takes a while. */
  slow: Job | undefined;
  busy: boolean;
  /** What the last change left as it was, and why. */
  leftOut: { summary: string; entities: LeftOut[] } | undefined;
  forget: () => void;
  /** True when it came to its end; problems and the way back are said. */
  run: (selection: Selection, change: BulkChange) => Promise<boolean>;
  cancel: () => void;
};

/** Changes many entities at once: one job, one undo. */
export function useBulk(kind: Kind): Bulk {
  const client = useQueryClient();
  const [started, setStarted] = useState<Job>();
  const [isSlow, setSlow] = useState(false);
  const [leftOut, setLeftOut] = useState<Bulk["leftOut"]>();
  const now = useJob(started?.id ?? -1);
  useEffect(() => {
    if (!started) return;
    const timer = setTimeout(() => setSlow(true), SLOW_MS);
    return () => {
      clearTimeout(timer);
      setSlow(false);
    };
  }, [started]);

  async function run(selection: Selection, change: BulkChange): Promise<boolean> {
    if (started) return false;
    setLeftOut(undefined);
    try {
      const end = await runJob(call("bulk_start", { kind, selection, change }), setStarted);
      if (end.state === "failed") {
        sayProblem(new Error(end.message));
        return false;
      }
      if (end.state !== "finished") {
        say("stopped: nothing was changed");
        return false;
      }
      say(end.summary, { label: "Undo", run: () => void undo(client) });
      if (end.left_out.length > 0) setLeftOut({ summary: end.summary, entities: end.left_out });
      return true;
    } catch (error) {
      sayProblem(error);
      return false;
    } finally {
      setStarted(undefined);
    }
  }

  return {
    slow: started && isSlow ? (now ?? started) : undefined,
    busy: started !== undefined,
    leftOut,
    forget: () => setLeftOut(undefined),
    run,
    cancel: () => started && void call("job_cancel", { id: started.id }).catch(sayProblem),
  };
}
