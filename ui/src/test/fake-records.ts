import type { Change, Entity, EntityDetail, Event, TimelineEntry, Value, Written } from "@/ipc/bindings";
import type { CommandName } from "@/ipc/call";
import { commandError } from "./fake-error";
import type { Handlers } from "./fake-handlers";
import { listed, totals } from "./fake-looking";
import { entity, NOW, sampleTimeline, titleOf } from "./sample";
import { kindDef, schemaAnswer } from "./schema";

type RecordCommand =
  | Exclude<Extract<CommandName, `entity_${string}`>, "entity_open" | "entity_duplicates" | "entity_merge">
  | "kind_counts"
  | "board_totals"
  | "link_add"
  | "link_remove"
  | "undo"
  | "redo";

/** The entities of a workspace in memory with what was written on them, and the way back from each change. */
export class FakeRecords {
  entities: Entity[];
  private readonly emit: (event: Event) => void;
  timeline: Record<string, TimelineEntry[]> = structuredClone(sampleTimeline);
  changes: Change[] = [];
  private readonly undone: { back: Entity[]; summary: string }[] = [];
  private readonly redoable: { back: Entity[]; summary: string }[] = [];
  private seq = 1;

  constructor(entities: Entity[], emit: (event: Event) => void) {
    this.entities = entities;
    this.emit = emit;
  }

  find(name: string): Entity {
    const found = this.entities.find(({ id, reference }) => id === name || reference === name.toUpperCase());
    if (!found) throw commandError("not_found", `there is no ${name}: it may have been deleted for good`);
    return found;
  }

  write(summary: string, before: Entity[], after: Entity[]): Written {
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

  changed(kinds: Entity["kind"][], entities: string[]) {
    this.seq += 1;
    this.emit({ event: "entities_changed", kinds, entities, seq: this.seq });
  }

  edit(ids: string[], how: (entity: Entity) => Partial<Entity>, verb: string): Written {
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

  readonly handlers: Handlers<RecordCommand> = {
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
    link_add: ({ from }) => this.edit([from], () => ({}), "linked"),
    link_remove: () => ({ change_set: "c-0", entities: [], summary: "removed a link" }),
    undo: () => this.turnBack("undid", this.undone, this.redoable),
    redo: () => this.turnBack("did again", this.redoable, this.undone),
  };
}

function titleOfEntity({ id, reference, title }: Entity) {
  return { id, reference, title };
}
