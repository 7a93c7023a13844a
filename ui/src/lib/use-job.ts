import { useState } from "react";
import type { Job } from "@/ipc/bindings";
import { useEvent } from "@/ipc/events";
import { useCommand } from "@/ipc/use-command";

/** A job as it goes on. */
export function useJob(id: number): Job | undefined {
  const [latest, setLatest] = useState<Job>();
  const { data } = useCommand("job_list", {});
  useEvent("job_changed", ({ job }) => {
    if (job.id === id) setLatest(job);
  });
  const listed = data?.jobs.find((job) => job.id === id);
  // The list may be older than an event, or newer when events were missed: what is over is over.
  if (listed && listed.state.state !== "running") return listed;
  return latest?.id === id ? latest : listed;
}
