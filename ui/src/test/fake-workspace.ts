import type {
  Change,
  Commands,
  Drafts,
  Entity,
  Event,
  Job,
  Phase,
  SchemaAnswer,
  SearchStatus,
  Settings,
  Targets,
  TimelineEntry,
  View,
} from "@/ipc/bindings";
import type { CommandName } from "@/ipc/call";
import type { FileDrop, Transport } from "@/ipc/transport";
import { FakeChat } from "./fake-chat";
import { FakeConfirming } from "./fake-confirming";
import { FakeDuplicates } from "./fake-duplicates";
import { FakeFiles } from "./fake-files";
import type { Handlers } from "./fake-handlers";
import { FakeJobs } from "./fake-jobs";
import { FakeMail } from "./fake-mail";
import { FakeNotes } from "./fake-notes";
import { FakePanel } from "./fake-panel";
import { FakeProvider } from "./fake-provider";
import { FakeRecords } from "./fake-records";
import { FakeSearching } from "./fake-searching";
import { FakeSetup } from "./fake-setup";
import { FakeStarting } from "./fake-starting";
import { FakeSummaries } from "./fake-summaries";
import { FakeViews } from "./fake-views";
import { sampleEntities } from "./sample";

export { commandError } from "./fake-error";
export { WORKSPACE } from "./fake-starting";

/** A workspace in memory behind the transport: what the core would answer, as far as the window can tell. */
export class FakeWorkspace implements Transport {
  private readonly listeners = new Set<(event: Event) => void>();
  private readonly drops = new Set<(drop: FileDrop) => void>();
  private overrides: Partial<Record<CommandName, (input: never) => unknown>> = {};
  /** Every call made, in order. */
  readonly calls: { name: CommandName; input: unknown }[] = [];
  picked: string | null = "/home/dana/people.csv";
  private readonly tell = (event: Event) => this.emit(event);
  private readonly starting = new FakeStarting(this.tell);
  private readonly records: FakeRecords;
  private readonly setup: FakeSetup;
  private readonly notes: FakeNotes;
  private readonly duplicates: FakeDuplicates;
  private readonly viewing = new FakeViews();
  private readonly jobs: FakeJobs;
  private readonly searching: FakeSearching;
  readonly files = new FakeFiles();
  readonly mail = new FakeMail({
    find: (name) => this.records.find(name),
    emit: (event) => this.emit(event),
    onSent: ({ id, on, reply, subject, body, actor }) => {
      const entry = reply ? ("public_message" as const) : ("email" as const);
      const text = reply ? body : `**${subject}**\n\n${body}`;
      const note = {
        id: `n-${id}`,
        entry,
        text,
        actor,
        at: Date.now(),
        also_on: [],
        scorecard: null,
      };
      this.records.timeline[on.id] = [note, ...(this.records.timeline[on.id] ?? [])];
      this.records.changed([this.records.find(on.id).kind], [on.id]);
    },
  });
  readonly provider = new FakeProvider((event) => this.emit(event));
  readonly confirming = new FakeConfirming((event) => this.emit(event));
  readonly chat = new FakeChat({
    find: (name) => this.records.find(name),
    emit: (event) => this.emit(event),
    confirming: this.confirming,
  });
  readonly panel: FakePanel;
  readonly summaries = new FakeSummaries({
    find: (name) => this.records.find(name),
    emit: (event) => this.emit(event),
    confirming: this.confirming,
  });
  private readonly handlers: Handlers;

  constructor(entities: Entity[] = sampleEntities()) {
    this.records = new FakeRecords(entities, this.tell);
    this.setup = new FakeSetup(this.records, this.tell);
    this.notes = new FakeNotes(this.records);
    this.duplicates = new FakeDuplicates(this.records);
    this.panel = new FakePanel(this.records, this.confirming);
    this.jobs = new FakeJobs(this.records, this.tell);
    this.searching = new FakeSearching(this.records, this.tell);
    this.handlers = {
      url_open: () => ({}),
      file_pick: () => ({ path: this.picked }),
      launcher_hide: () => ({}),
      entity_open: () => ({}),
      action_run: () => ({}),
      attachment_list: ({ entity: name }) => this.files.list(this.records.find(name).reference),
      attachment_add: ({ id, path }) => this.files.add(this.records.find(id).reference, path),
      attachment_save: ({ id, path }) => this.files.save(id, path),
      attachment_remove: ({ id }) => ({ change_set: "c-0", entities: [], summary: this.files.remove(id) }),
      ...this.starting.handlers,
      ...this.records.handlers,
      ...this.setup.handlers,
      ...this.notes.handlers,
      ...this.duplicates.handlers,
      ...this.panel.handlers,
      ...this.summaries.handlers,
      ...this.viewing.handlers,
      ...this.jobs.handlers,
      ...this.searching.handlers,
      ...this.mail.handlers,
      ...this.provider.handlers,
      ...this.confirming.handlers,
      ...this.chat.handlers,
    };
  }

  get entities() {
    return this.records.entities;
  }
  set entities(next: Entity[]) {
    this.records.entities = next;
  }
  get timeline() {
    return this.records.timeline;
  }
  set timeline(next: Record<string, TimelineEntry[]>) {
    this.records.timeline = next;
  }
  get changes() {
    return this.records.changes;
  }
  set changes(next: Change[]) {
    this.records.changes = next;
  }
  get phase() {
    return this.starting.phase;
  }
  set phase(next: Phase) {
    this.starting.phase = next;
  }
  get settings() {
    return this.starting.settings;
  }
  set settings(next: Settings) {
    this.starting.settings = next;
  }
  get schema() {
    return this.setup.schema;
  }
  set schema(next: SchemaAnswer) {
    this.setup.schema = next;
  }
  get targets() {
    return this.setup.targets;
  }
  set targets(next: Targets) {
    this.setup.targets = next;
  }
  get status() {
    return this.searching.status;
  }
  set status(next: SearchStatus) {
    this.searching.status = next;
  }
  get views() {
    return this.viewing.views;
  }
  set views(next: View[]) {
    this.viewing.views = next;
  }
  get drafts() {
    return this.notes.drafts;
  }
  set drafts(next: Drafts["drafts"]) {
    this.notes.drafts = next;
  }

  readonly code = this.starting.code;

  get jobMillis() {
    return this.jobs.millis;
  }
  set jobMillis(next: number) {
    this.jobs.millis = next;
  }

  /** Ends the job that was started last. */
  endJob(state: Job["state"]) {
    const [last] = this.jobs.jobs;
    if (last) this.jobs.move(last.id, { state });
  }

  /** Answers a command otherwise from now on: to fail, to wait, to say something else. */
  answer<K extends CommandName>(name: K, handler: (input: Commands[K]["input"]) => unknown) {
    this.overrides[name] = handler as (input: never) => unknown;
  }

  async rpc(name: CommandName, input: unknown): Promise<unknown> {
    this.calls.push({ name, input });
    const handler = this.overrides[name] ?? this.handlers[name];
    return structuredClone(await handler(input as never));
  }

  subscribe(listener: (event: Event) => void) {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  }

  watchFileDrops(listener: (drop: FileDrop) => void) {
    this.drops.add(listener);
    return () => void this.drops.delete(listener);
  }

  emit(event: Event) {
    for (const listener of this.listeners) listener(event);
  }

  drop(drop: FileDrop) {
    for (const listener of this.drops) listener(drop);
  }

  enter(phase: Phase) {
    this.starting.enter(phase);
  }

  called<K extends CommandName>(name: K): Commands[K]["input"][] {
    return this.calls.filter((call) => call.name === name).map(({ input }) => input as Commands[K]["input"]);
  }

  find(name: string): Entity {
    return this.records.find(name);
  }
}
