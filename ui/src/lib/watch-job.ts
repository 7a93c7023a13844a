import type { Job, JobState } from "@/ipc/bindings";
import { call } from "@/ipc/call";
import { onEvent } from "@/ipc/events";

// Jobs whose end is said by whoever began them, and how many of those are being begun: a short one may be over before
// it is known by its number.
const watched = new Set<number>();
let beginning = 0;

/** Whether somebody watches a job, and will say how it ended. */
export function isWatched(id: number): boolean {
  return beginning > 0 || watched.has(id);
}

/** Begins a job and waits until it is over; `onBegun` hears of it as soon as it is known. */
export async function runJob(start: Promise<Job>, onBegun: (job: Job) => void): Promise<JobState> {
  beginning += 1;
  let job: Job;
  try {
    job = await start;
    watched.add(job.id);
  } finally {
    beginning -= 1;
  }
  onBegun(job);
  try {
    return await watchJob(job);
  } finally {
    watched.delete(job.id);
  }
}

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
