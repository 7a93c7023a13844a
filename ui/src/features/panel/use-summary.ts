import { useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { sayProblem } from "@/components/ui/toaster";
import type { SummaryRunning, SummaryView } from "@/ipc/bindings";
import { asFailure, call } from "@/ipc/call";
import { setAnswer, useCommand } from "@/ipc/use-command";
import { useStable } from "@/lib/use-stable";
import { restingSummaries } from "./panel-store";

/** The summary of an entity, followed, and what can be done about it. */
export function useSummary(entity: string) {
  const client = useQueryClient();
  const { data: view, error, refetch, isFetching } = useCommand("summary_get", { entity });
  // What was asked for, until the core says how far it is.
  const [asked, setAsked] = useState<readonly number[]>();
  const [problem, setProblem] = useState<string>();
  // What is still on its way when it is stopped is shown no more.
  const [stopped, setStopped] = useState<SummaryRunning>();
  const [removing, setRemoving] = useState(false);
  const last = useRef<readonly number[]>(undefined);
  const busy = useRef(false);
  const kept = view?.running ?? (asked && { sentences: [], replaces: [...asked], step: "" });
  if (!kept && stopped) setStopped(undefined);
  const running = kept ? (stopped ?? kept) : null;

  function take(next: SummaryView) {
    setAnswer(client, "summary_get", { entity }, next);
    // It may have ended while this was on its way, and its event been heard before it: then nothing else would say so.
    if (next.running) void client.invalidateQueries({ queryKey: ["summary_get", { entity }] });
  }

  const write = useStable(async (sentences: readonly number[], unasked?: boolean) => {
    if (busy.current || view?.running) return;
    busy.current = true;
    restingSummaries.add(entity);
    last.current = sentences;
    setAsked(sentences);
    setProblem(undefined);
    try {
      const seen = view?.summary?.written.at ?? null;
      take(
        await call("summary_write", { entity, sentences: [...sentences], seen, unasked: unasked ?? false }),
      );
    } catch (failure) {
      setProblem(asFailure(failure).message);
    } finally {
      busy.current = false;
      setAsked(undefined);
    }
  });

  async function stop() {
    if (!running || stopped) return;
    setStopped(running);
    try {
      take(await call("summary_stop", { entity }));
    } catch (failure) {
      // It goes on, so it has to be seen to.
      setStopped(undefined);
      sayProblem(failure);
    }
  }

  async function remove() {
    restingSummaries.add(entity);
    setProblem(undefined);
    last.current = undefined;
    setRemoving(true);
    try {
      take(await call("summary_remove", { entity }));
    } catch (failure) {
      sayProblem(failure);
    } finally {
      setRemoving(false);
    }
  }

  const summary = view?.summary ?? null;
  const struck = (summary?.sentences ?? []).flatMap(({ stale }, index) => (stale ? [index] : []));
  return {
    known: view !== undefined,
    error,
    refetch,
    isFetching,
    summary,
    /** Indexes of the sentences that no longer hold. */
    struck,
    running,
    removing,
    stopping: stopped !== undefined,
    failed: running ? undefined : (problem ?? view?.failed ?? undefined),
    write,
    /** What failed last, once more. */
    again: () => write(last.current ?? struck),
    stop,
    remove,
  };
}
