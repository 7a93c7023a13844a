import type {
  AppState,
  Change,
  CommandError,
  Commands,
  Drafts,
  Entity,
  EntityDetail,
  Event,
  Job,
  Phase,
  SchemaAnswer,
  SearchStatus,
  Settings,
  Targets,
  TimelineEntry,
  Value,
  View,
  Written,
} from "@/ipc/bindings";
import type { CommandName } from "@/ipc/call";
import type { FileDrop, Transport } from "@/ipc/transport";
import { changed, duplicatesOf, groupsOf, listed, pairOf, patched, totals } from "./fake-looking";
import { complete, find } from "./fake-query";
import { FakeChat } from "./fake-chat";
import { FakeConfirming } from "./fake-confirming";
import { FakeFiles } from "./fake-files";
import { FakeMail } from "./fake-mail";
import { FakeProvider } from "./fake-provider";
import {
  withActive,
  withField,
  withFieldRenamed,
  withMember,
  withMemberChanged,
  withoutField,
  withoutMember,
  withStages,
} from "./fake-configuring";
import { withDraft, withScorecard, withText } from "./fake-notes";
import { checkSummary, inspectedFile } from "./fake-import";
import { entity, NOW, sampleEntities, sampleTimeline, titleOf } from "./sample";
import { kindDef, members, schemaAnswer } from "./schema";

type Handlers = {
  [K in CommandName]: (input: Commands[K]["input"]) => Commands[K]["output"] | Promise<Commands[K]["output"]>;
};

export function commandError(
  code: CommandError["code"],
  message: string,
  fields: CommandError["fields"] = [],
): CommandError {
  return { code, message, fields };
}

export const WORKSPACE = {
  id: "w-1",
  name: "Brook & Sons",
  path: "/home/dana/Workestra/brook",
  open: true,
  sample: false,
};

/** A workspace in memory behind the transport: what the core would answer, as far as the window can tell. */
export class FakeWorkspace implements Transport {
  entities: Entity[];
  timeline: Record<string, TimelineEntry[]> = structuredClone(sampleTimeline);
  changes: Change[] = [];
  phase: Phase = { phase: "ready", workspace: WORKSPACE, me: members[0]! };
  settings: Settings = {
    theme: "system",
    compact: false,
    launcher_shortcut: "CommandOrControl+Shift+Space",
    launcher_problem: null,
    day_first: true,
    currency: "EUR",
    region: "DE",
    shortcuts: {},
  };
  schema: SchemaAnswer = structuredClone(schemaAnswer);
  targets: Targets = {
    urgent: { first_response: 1, resolution: 8 },
    high: { first_response: 4, resolution: 24 },
    normal: { first_response: 8, resolution: 72 },
    low: { first_response: 24, resolution: 168 },
  };
  status: SearchStatus = { text: { state: "ready" }, vectors: { state: "ready", total: 14 } };
  jobs: Job[] = [];
  /** How long a job takes. */
  jobMillis = 60;
  views: View[] = [];
  drafts: Drafts["drafts"] = [];
  name = WORKSPACE.name;
  private readonly different = new Set<string>();
  readonly files = new FakeFiles();
  readonly mail = new FakeMail({
    find: (name) => this.find(name),
    emit: (event) => this.emit(event),
    onSent: ({ on, reply, subject, body, actor }) => {
      const entry = reply ? ("public_message" as const) : ("email" as const);
      const text = reply ? body : `**${subject}**\n\n${body}`;
      const note = {
        id: `n-mail-${this.seq}`,
        entry,
        text,
        actor,
        at: Date.now(),
        also_on: [],
        scorecard: null,
      };
      this.timeline[on.id] = [note, ...(this.timeline[on.id] ?? [])];
      this.changed([this.find(on.id).kind], [on.id]);
    },
  });
  readonly provider = new FakeProvider((event) => this.emit(event));
  readonly confirming = new FakeConfirming((event) => this.emit(event));
  readonly chat = new FakeChat({
    find: (name) => this.find(name),
    emit: (event) => this.emit(event),
    confirming: this.confirming,
  });
  picked: string | null = "/home/dana/people.csv";
  /** Every call made, in order. */
  readonly calls: { name: CommandName; input: unknown }[] = [];
  readonly code = "K7QD-2MNP-XW4R-8ZTB-5HJC-VY3F-9GLS-6E1A";
  private readonly listeners = new Set<(event: Event) => void>();
  private readonly drops = new Set<(drop: FileDrop) => void>();
  private readonly undone: { back: Entity[]; summary: string }[] = [];
  private readonly redoable: { back: Entity[]; summary: string }[] = [];
  private overrides: Partial<Record<CommandName, (input: never) => unknown>> = {};
  private seq = 1;

  constructor(entities: Entity[] = sampleEntities()) {
    this.entities = entities;
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
    this.phase = phase;
    this.emit({ event: "app_state_changed" });
  }

  called<K extends CommandName>(name: K): Commands[K]["input"][] {
    return this.calls.filter((call) => call.name === name).map(({ input }) => input as Commands[K]["input"]);
  }

  find(name: string): Entity {
    const found = this.entities.find(({ id, reference }) => id === name || reference === name.toUpperCase());
    if (!found) throw commandError("not_found", `there is no ${name}: it may have been deleted for good`);
    return found;
  }

  private configured(schema: SchemaAnswer): SchemaAnswer {
    this.schema = schema;
    this.emit({ event: "schema_changed" });
    return schema;
  }

  private state(): AppState {
    const other = {
      id: "w-2",
      name: "Sample workspace",
      path: "/home/dana/Workestra/sample",
      open: false,
      sample: true,
    };
    const open = this.phase.phase === "ready";
    return {
      phase: this.phase,
      workspaces: open ? [{ ...WORKSPACE, name: this.name }, other] : [other],
      version: "0.1.0",
    };
  }

  private write(summary: string, before: Entity[], after: Entity[]): Written {
    const ids = new Set(after.map(({ id }) => id));
    this.undone.push({ back: before, summary });
    this.redoable.length = 0;
    this.entities = [
      ...after.filter(({ id }) => !this.entities.some((each) => each.id === id)),
      ...this.entities.map((each) => after.find(({ id }) => id === each.id) ?? each),
    ];
    this.changed([...new Set(after.map(({ kind }) => kind))], [...ids]);
    return { change_set: `c-${this.seq}`, entities: after, summary };
  }

  private changed(kinds: Entity["kind"][], entities: string[]) {
    this.seq += 1;
    this.emit({ event: "entities_changed", kinds, entities, seq: this.seq });
  }

  private edit(ids: string[], how: (entity: Entity) => Partial<Entity>, verb: string): Written {
    const before = ids.map((id) => this.find(id));
    const after = before.map((each) => ({
      ...each,
      ...how(each),
      revision: each.revision + 1,
      updated_at: NOW,
    }));
    const what =
      before.length === 1 ? `${before[0]!.reference} ${before[0]!.title}` : `${before.length} entities`;
    return this.write(`${verb} ${what}`, before, after);
  }

  private turnBack(verb: string, from: typeof this.undone, to: typeof this.undone) {
    const last = from.pop();
    if (!last) return { summary: null, kept: [] };
    const now = last.back.map(({ id }) => this.find(id));
    to.push({ back: now, summary: last.summary });
    this.entities = this.entities.map((each) => last.back.find(({ id }) => id === each.id) ?? each);
    this.changed(
      [...new Set(now.map(({ kind }) => kind))],
      now.map(({ id }) => id),
    );
    return { summary: `${verb}: ${last.summary}`, kept: [] };
  }

  private checked(kind: Entity["kind"], fields: Record<string, Value | undefined>) {
    const def = kindDef(kind);
    const issues = def.fields.flatMap((field) => {
      const value = fields[field.key];
      const refuse = (message: string) => [{ field: field.key, label: field.label, message }];
      if (field.required && field.key !== "stage" && value === undefined)
        return refuse(`${field.label.toLowerCase()} is needed`);
      const wrong =
        field.ty.type === "email" &&
        [value].flat().find((each) => each !== undefined && !String(each).includes("@"));
      return wrong ? refuse(`“${String(wrong)}” is no email address: write name@company.com`) : [];
    });
    if (issues.length > 0) throw commandError("invalid_fields", "some fields were refused", issues);
  }

  private detail(found: Entity): EntityDetail {
    const referred = new Set(Object.values(found.fields).flat().map(String));
    const linked = this.entities.filter(
      (each) => referred.has(each.id) || Object.values(each.fields).includes(found.id),
    );
    return {
      entity: found,
      timeline: this.timeline[found.id] ?? [],
      links: linked.map((each) => ({
        id: each.kind === "task" ? "l-1" : null,
        to: titleOfEntity(each),
        kind: each.kind,
        role: each.kind === "task" ? "task" : "main contact",
      })),
      stages: [],
      titles: this.entities.filter(({ id }) => referred.has(id)).map(titleOfEntity),
    };
  }

  private startJob(title: string, end: Job["state"], work: () => void = () => undefined): Job {
    const job: Job = {
      id: this.jobs.length + 1,
      title,
      done: 0,
      total: 1200,
      state: { state: "running", step: "checking" },
    };
    this.jobs.unshift(job);
    setTimeout(() => this.moveJob(job.id, { done: 700, state: { state: "running", step: "writing" } }), 20);
    setTimeout(() => {
      if (this.jobs.find(({ id }) => id === job.id)?.state.state !== "running") return;
      work();
      this.moveJob(job.id, { done: 1200, state: end });
    }, this.jobMillis);
    return job;
  }

  moveJob(id: number, part: Partial<Job>) {
    this.jobs = this.jobs.map((job) => (job.id === id ? { ...job, ...part } : job));
    const job = this.jobs.find((each) => each.id === id);
    if (job) this.emit({ event: "job_changed", job });
  }

  private readonly handlers: Handlers = {
    app_state: () => this.state(),
    settings_get: () => this.settings,
    settings_set: (settings) => {
      this.settings = settings;
      this.emit({ event: "settings_changed", settings });
      return settings;
    },
    workspace_create: ({ name }) => {
      this.enter({ phase: "confirm_recovery_code", name });
      return { recovery_code: this.code };
    },
    workspace_open: ({ path, recovery_code }) => {
      if (
        recovery_code !== null &&
        recovery_code.replace(/[^a-z0-9]/gi, "").toUpperCase() !== this.code.replaceAll("-", "")
      ) {
        throw commandError(
          "failed",
          "this is not the workspace's recovery code: compare it letter by letter",
        );
      }
      this.enter({ phase: "ready", workspace: { ...WORKSPACE, path }, me: members[0]! });
      return this.state();
    },
    workspace_close: () => {
      this.enter({ phase: "first_run", folder: "/home/dana/Workestra", keychain_problem: null });
      return this.state();
    },
    workspace_rename: ({ name }) => {
      this.name = name;
      this.emit({ event: "app_state_changed" });
      return this.state();
    },
    url_open: () => ({}),
    recovery_code_save: () => ({}),
    recovery_code_renew: () => ({ recovery_code: "9K3M-RENEW-ED00-CODE" }),
    recovery_code_confirm: ({ recovery_code }) => {
      const matches =
        recovery_code === null ||
        recovery_code.replace(/[^a-z0-9]/gi, "").toUpperCase() === this.code.replaceAll("-", "");
      if (matches) this.enter({ phase: "ready", workspace: WORKSPACE, me: members[0]! });
      return { matches };
    },
    file_pick: () => ({ path: this.picked }),
    launcher_hide: () => ({}),
    entity_open: () => ({}),
    action_run: () => ({}),
    schema_get: () => this.schema,
    member_add: (add) => this.configured(withMember(this.schema, add)),
    member_update: (update) => this.configured(withMemberChanged(this.schema, update)),
    member_remove: (remove) => {
      const after = withoutMember(this.schema, remove);
      const { id, hand_over_to } = remove;
      if (hand_over_to !== null) {
        const owned = this.entities.filter(({ fields }) => fields["owner"] === id).map((each) => each.id);
        if (owned.length > 0)
          this.edit(owned, (each) => ({ fields: patched(each, { owner: hand_over_to }) }), "handed over");
      }
      return this.configured(after);
    },
    member_restore: ({ id }) => this.configured(withActive(this.schema, id, true)),
    custom_field_update: (update) => this.configured(withFieldRenamed(this.schema, update)),
    custom_field_remove: (remove) => this.configured(withoutField(this.schema, remove, this.entities)),
    custom_field_add: (add) => this.configured(withField(this.schema, add)),
    stages_set: (set) => this.configured(withStages(this.schema, set, this.entities)),
    ticket_targets: () => ({ targets: this.targets }),
    ticket_targets_set: ({ targets }) => {
      this.targets = targets;
      return { targets };
    },
    kind_counts: () => ({
      counts: schemaAnswer.schema.kinds.map(({ kind }) => ({
        kind,
        count: this.entities.filter((each) => each.kind === kind && each.deleted_at === null).length,
        overdue: { contact: 0, deal: 1, ticket: 1, candidate: 0, task: 1 }[kind],
      })),
    }),
    entity_list: ({ kind, filter, sort, offset, limit }) => {
      const { found, issues } = listed(this.entities, kind, filter, sort);
      const entities = found.slice(offset, offset + limit);
      return {
        entities,
        total: found.length,
        issues,
        titles: entities.flatMap((each) => this.detail(each).titles),
      };
    },
    board_totals: ({ kind, filter }) => totals(this.entities, kind, filter),
    view_list: () => ({ views: this.views }),
    view_save: ({ view }) => {
      const twin = this.views.find(
        (each) => each.kind === view.kind && each.name === view.name && each.id !== view.id,
      );
      if (twin) throw commandError("failed", `a view is called “${view.name}” already: choose another name`);
      const known = this.views.some(({ id }) => id === view.id);
      this.views = known
        ? this.views.map((each) => (each.id === view.id ? view : each))
        : [...this.views, view];
      return { views: this.views };
    },
    view_remove: ({ id }) => {
      this.views = this.views.filter((each) => each.id !== id);
      return { views: this.views };
    },
    view_order: ({ ids }) => {
      const place = ({ id }: View) => (ids.includes(id) ? ids.indexOf(id) : ids.length);
      this.views = this.views.toSorted((a, b) => place(a) - place(b));
      return { views: this.views };
    },
    entity_duplicates: ({ entity: name }) => ({
      duplicates: duplicatesOf(this.entities, this.find(name), this.different),
    }),
    duplicate_groups: ({ kind }) => ({ groups: groupsOf(this.entities, kind, this.different) }),
    duplicates_dismiss: ({ a, b, same }) => {
      if (same) this.different.delete(pairOf(a, b));
      else this.different.add(pairOf(a, b));
      return {};
    },
    entity_merge: ({ keep, gone, patch }) => {
      const [kept, other] = [this.find(keep), this.find(gone)];
      const fields = patched(kept, patch);
      return this.write(
        `merged ${other.reference} ${other.title} into ${kept.reference}`,
        [kept, other],
        [
          { ...kept, fields, title: titleOf(kept.kind, fields), revision: kept.revision + 1 },
          { ...other, deleted_at: NOW, revision: other.revision + 1 },
        ],
      );
    },
    bulk_start: ({ kind, selection, change }) => {
      const all =
        selection.select === "ids"
          ? selection.ids.map((id) => this.find(id))
          : listed(this.entities, kind, selection.filter, []).found.filter(
              ({ id }) => !selection.except.includes(id),
            );
      const outcomes = all.map((each) => ({ each, made: changed(each, change, NOW) }));
      const done = outcomes.filter(({ made }) => typeof made !== "string");
      const left_out = outcomes.flatMap(({ each, made }) =>
        typeof made === "string" ? [{ entity: `${each.reference} ${each.title}`, reason: made }] : [],
      );
      const summary = `changed ${done.length} ${kind}s${left_out.length > 0 ? `; ${left_out.length} were left as they are` : ""}`;
      return this.startJob(
        `Change ${all.length} ${kind}s`,
        { state: "finished", import: null, left_out, summary },
        () => {
          this.write(
            summary,
            done.map(({ each }) => each),
            done.map(({ each, made }) => Object.assign({}, each, made, { revision: each.revision + 1 })),
          );
        },
      );
    },
    entity_get: ({ entity: name }) => this.detail(this.find(name)),
    entity_history: ({ entity: name }) => {
      const id = this.find(name).id;
      return { changes: this.changes.filter((change) => change.entity === id) };
    },
    entity_create: ({ draft: { kind, fields } }) => {
      this.checked(kind, fields);
      const number =
        Math.max(
          0,
          ...this.entities
            .filter((each) => each.kind === kind)
            .map(({ reference }) => Number(reference.split("-")[1])),
        ) + 1;
      const made = entity(kind, number, fields, { created_at: NOW, updated_at: NOW });
      return this.write(`created ${made.reference} ${made.title}`, [], [made]);
    },
    entity_update: ({ id, revision, patch }) => {
      const now = this.find(id);
      if (revision < now.revision)
        throw commandError("stale", `${now.reference} was changed meanwhile: look at it again`);
      const fields = { ...now.fields };
      for (const [key, value] of Object.entries(patch)) {
        if (value === null) delete fields[key];
        else fields[key] = value;
        this.changes.unshift({
          seq: this.seq,
          change_set: `c-${this.seq}`,
          entity: id,
          kind: now.kind,
          op: "update",
          field: key,
          old: now.fields[key] ?? null,
          new: value,
          revision: now.revision + 1,
          actor: { actor: "member", member: schemaAnswer.me },
          at: NOW,
        });
      }
      this.checked(now.kind, fields);
      const stage = patch["stage"];
      const label = kindDef(now.kind).stages.find(({ key }) => key === stage)?.label;
      return this.edit(
        [id],
        () => ({ fields, title: titleOf(now.kind, fields) }),
        label ? `moved to ${label}:` : "changed",
      );
    },
    entity_archive: ({ ids, archived }) =>
      this.edit(
        ids,
        () => ({ archived_at: archived ? NOW : null }),
        archived ? "archived" : "took out of the archive",
      ),
    entity_trash: ({ ids }) => this.edit(ids, () => ({ deleted_at: NOW }), "moved to the trash:"),
    entity_restore: ({ ids }) => this.edit(ids, () => ({ deleted_at: null }), "restored"),
    entity_erase: ({ ids }) => {
      this.entities = this.entities.filter(({ id }) => !ids.includes(id));
      this.changed(["contact"], ids);
      return { change_set: "c-0", entities: [], summary: `deleted ${ids.length} for good` };
    },
    note_add: ({ ids, entry, text }) => {
      for (const id of ids) {
        const note = {
          id: `n-${this.seq}`,
          entry,
          text,
          actor: { actor: "member" as const, member: schemaAnswer.me },
          at: NOW,
          also_on: [],
          scorecard: null,
        };
        this.timeline[id] = [note, ...(this.timeline[id] ?? [])];
      }
      return this.edit(ids, () => ({}), "added a note to");
    },
    note_remove: ({ id }) => {
      for (const [on, notes] of Object.entries(this.timeline))
        this.timeline[on] = notes.filter((note) => note.id !== id);
      this.changed(["contact"], []);
      return { change_set: "c-0", entities: [], summary: "removed a note" };
    },
    note_update: ({ id, text }) => {
      this.timeline = withText(this.timeline, id, text);
      this.changed(["contact"], []);
      return { change_set: "c-0", entities: [], summary: "changed a note" };
    },
    scorecard_add: (add) => {
      this.timeline = withScorecard(this.timeline, add);
      return this.edit([add.candidate], () => ({}), "added a scorecard to");
    },
    draft_list: () => ({ drafts: this.drafts }),
    draft_save: (draft) => {
      this.drafts = withDraft(this.drafts, draft);
      return {};
    },
    attachment_list: ({ entity: name }) => this.files.list(this.find(name).reference),
    attachment_add: ({ id, path }) => this.files.add(this.find(id).reference, path),
    attachment_save: ({ id, path }) => this.files.save(id, path),
    attachment_remove: ({ id }) => ({ change_set: "c-0", entities: [], summary: this.files.remove(id) }),
    link_add: ({ from }) => this.edit([from], () => ({}), "linked"),
    link_remove: () => ({ change_set: "c-0", entities: [], summary: "removed a link" }),
    undo: () => this.turnBack("undid", this.undone, this.redoable),
    redo: () => this.turnBack("did again", this.redoable, this.undone),
    search: (request) => find(this.entities, request),
    search_picked: () => ({}),
    search_status: () => ({ status: this.status }),
    query_complete: ({ text, caret, kind }) => ({ completions: complete(text, caret, kind) }),
    embedding_pause: ({ paused }) => {
      if (this.status.vectors.state === "embedding")
        this.status = { ...this.status, vectors: { ...this.status.vectors, paused } };
      this.emit({ event: "search_status_changed", status: this.status });
      return { status: this.status };
    },
    import_inspect: ({ kind, options }) => inspectedFile(kind, options),
    import_start: ({ path, kind, dry_run }) =>
      this.startJob(`Import ${kindDef(kind).plural.toLowerCase()} from ${path.split("/").at(-1)}`, {
        state: "finished",
        import: checkSummary(dry_run),
        left_out: [],
        summary: "imported 1,180 contacts",
      }),
    rejects_save: () => ({}),
    export_start: ({ path }) =>
      this.startJob(`Export to ${path}`, {
        state: "finished",
        import: null,
        left_out: [],
        summary: "exported 5 contacts",
      }),
    job_cancel: ({ id }) => {
      this.moveJob(id, { state: { state: "cancelled" } });
      return {};
    },
    job_list: () => ({ jobs: this.jobs }),
    ...this.mail.handlers,
    ...this.provider.handlers,
    ...this.confirming.handlers,
    ...this.chat.handlers,
  };
}

function titleOfEntity({ id, reference, title }: Entity) {
  return { id, reference, title };
}
