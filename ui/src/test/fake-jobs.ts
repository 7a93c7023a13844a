import type { Event, Job } from "@/ipc/bindings";
import type { Handlers } from "./fake-handlers";
import { checkSummary, inspectedFile } from "./fake-import";
import { changed, listed } from "./fake-looking";
import type { FakeRecords } from "./fake-records";
import { NOW } from "./sample";
import { kindDef } from "./schema";

type JobCommand =
  | "bulk_start"
  | "import_inspect"
  | "import_start"
  | "rejects_save"
  | "export_start"
  | "job_cancel"
  | "job_list";

/** What works for a while in a workspace in memory: changes of many, imports, exports. */
export class FakeJobs {
  private readonly records: FakeRecords;
  private readonly emit: (event: Event) => void;
  jobs: Job[] = [];
  /** How long a job takes. */
  millis = 60;

  constructor(records: FakeRecords, emit: (event: Event) => void) {
    this.records = records;
    this.emit = emit;
  }

  private start(title: string, end: Job["state"], work: () => void = () => undefined): Job {
    const job: Job = {
      id: this.jobs.length + 1,
      title,
      done: 0,
      total: 1200,
      state: { state: "running", step: "checking" },
    };
    this.jobs.unshift(job);
    setTimeout(() => this.move(job.id, { done: 700, state: { state: "running", step: "writing" } }), 20);
    setTimeout(() => {
      if (this.jobs.find(({ id }) => id === job.id)?.state.state !== "running") return;
      work();
      this.move(job.id, { done: 1200, state: end });
    }, this.millis);
    return job;
  }

  move(id: number, part: Partial<Job>) {
    this.jobs = this.jobs.map((job) => (job.id === id ? { ...job, ...part } : job));
    const job = this.jobs.find((each) => each.id === id);
    if (job) this.emit({ event: "job_changed", job });
  }

  readonly handlers: Handlers<JobCommand> = {
    bulk_start: ({ kind, selection, change }) => {
      const all =
        selection.select === "ids"
          ? selection.ids.map((id) => this.records.find(id))
          : listed(this.records.entities, kind, selection.filter, []).found.filter(
              ({ id }) => !selection.except.includes(id),
            );
      const outcomes = all.map((each) => ({ each, made: changed(each, change, NOW) }));
      const done = outcomes.filter(({ made }) => typeof made !== "string");
      const left_out = outcomes.flatMap(({ each, made }) =>
        typeof made === "string" ? [{ entity: `${each.reference} ${each.title}`, reason: made }] : [],
      );
      const summary = `changed ${done.length} ${kind}s${left_out.length > 0 ? `; ${left_out.length} were left as they are` : ""}`;
      return this.start(
        `Change ${all.length} ${kind}s`,
        { state: "finished", import: null, left_out, summary },
        () => {
          this.records.write(
            summary,
            done.map(({ each }) => each),
            done.map(({ each, made }) => Object.assign({}, each, made, { revision: each.revision + 1 })),
          );
        },
      );
    },
    import_inspect: ({ kind, options }) => inspectedFile(kind, options),
    import_start: ({ path, kind, dry_run }) =>
      this.start(`Import ${kindDef(kind).plural.toLowerCase()} from ${path.split("/").at(-1)}`, {
        state: "finished",
        import: checkSummary(dry_run),
        left_out: [],
        summary: "imported 1,180 contacts",
      }),
    rejects_save: () => ({}),
    export_start: ({ path }) =>
      this.start(`Export to ${path}`, {
        state: "finished",
        import: null,
        left_out: [],
        summary: "exported 5 contacts",
      }),
    job_cancel: ({ id }) => {
      this.move(id, { state: { state: "cancelled" } });
      return {};
    },
    job_list: () => ({ jobs: this.jobs }),
  };
}
