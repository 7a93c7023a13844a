import type { Job, JobState } from "@/ipc/bindings";
import { call } from "@/ipc/call";
import { onEvent } from "@/ipc/events";

/** Waits until a job is over. */
export function watchJob(job: Job): Promise<JobState> {
  if (job.state.state !== "running") return Promise.resolve(job.state);
  return new Promise((resolve, reject) => {
    const end = (state: JobState) => {
      stop();
      resolve(state);
    };
    const stop = onEvent((event) => {
      if (event.event === "job_changed" && event.job.id === job.id && event.job.state.state !== "running") {
        end(event.job.state);
      }
    });
    // It may have ended between its start and our listening.
    call("job_list", {}).then(({ jobs }) => {
      const now = jobs.find(({ id }) => id === job.id);
      if (now && now.state.state !== "running") end(now.state);
    }, reject);
  });
}
