import type {
  CustomFieldAdd,
  CustomFieldName,
  CustomFieldUpdate,
  Entity,
  FieldDef,
  KindDef,
  Member,
  MemberAdd,
  MemberRemove,
  MemberUpdate,
  SchemaAnswer,
  StagesSet,
} from "@/ipc/bindings";
import { commandError } from "./fake-error";

// The rules of members, fields and stages, as far as the window can tell. The core has the last word on them.

export function withMember(schema: SchemaAnswer, { name, email, role }: MemberAdd): SchemaAnswer {
  refuseTaken(schema.members, name);
  const member: Member = {
    id: `m-${schema.members.length + 1}`,
    name,
    email,
    role,
    created_at: 0,
    active: true,
  };
  return { ...schema, members: [...schema.members, member] };
}

export function withMemberChanged(schema: SchemaAnswer, update: MemberUpdate): SchemaAnswer {
  refuseTaken(
    schema.members.filter(({ id }) => id !== update.id),
    update.name,
  );
  const members = schema.members.map((each) => (each.id === update.id ? { ...each, ...update } : each));
  if (!members.some(({ role }) => role === "administrator")) {
    throw commandError("denied", "the last administrator stays one: make somebody else administrator first");
  }
  return { ...schema, members };
}

/** The former member keeps their name on what they did; the answer says whose work is handed over, too. */
export function withoutMember(schema: SchemaAnswer, { id }: MemberRemove): SchemaAnswer {
  if (id === schema.me) throw commandError("denied", "somebody else has to remove you");
  return withActive(schema, id, false);
}

export function withActive(schema: SchemaAnswer, id: string, active: boolean): SchemaAnswer {
  const members = schema.members.map((each) => (each.id === id ? { ...each, active } : each));
  return { ...schema, members };
}

export function withFieldRenamed(
  schema: SchemaAnswer,
  { kind, key, label }: CustomFieldUpdate,
): SchemaAnswer {
  return changed(schema, kind, (def) => ({
    ...def,
    fields: def.fields.map((field) => (field.key === key ? { ...field, label } : field)),
  }));
}

export function withoutField(
  schema: SchemaAnswer,
  { kind, key }: CustomFieldName,
  entities: Entity[],
): SchemaAnswer {
  const holding = entities.filter((each) => each.kind === kind && each.fields[key] !== undefined).length;
  if (holding > 0)
    throw commandError(
      "failed",
      `${holding} ${kind}${holding === 1 ? " holds" : "s hold"} a value in it: find them by has:${key} and clear it first`,
    );
  return changed(schema, kind, (def) => ({
    ...def,
    fields: def.fields.filter((field) => field.key !== key),
  }));
}

export function withField(schema: SchemaAnswer, { kind, label, ty, many }: CustomFieldAdd): SchemaAnswer {
  const made: FieldDef = {
    key: label.toLowerCase().replaceAll(/[^a-z0-9]+/g, "_"),
    label,
    ty,
    many,
    required: false,
    unique: false,
    search_weight: 1,
    embedded: false,
    sensitivity: "internal",
    mask: "none",
    derived: false,
    custom: true,
    aliases: [],
  };
  return changed(schema, kind, (def) => ({ ...def, fields: [...def.fields, made] }));
}

export function withStages(
  schema: SchemaAnswer,
  { kind, stages }: StagesSet,
  entities: Entity[],
): SchemaAnswer {
  const kept = new Set(stages.map(({ key }) => key));
  const def = schema.schema.kinds.find((each) => each.kind === kind);
  const held = def?.stages.find(
    ({ key }) =>
      !kept.has(key) && entities.some((each) => each.kind === kind && each.fields["stage"] === key),
  );
  if (held) throw commandError("failed", `${held.label} still holds something: move it elsewhere first`);
  if (stages[0]?.class !== "open")
    throw commandError("invalid_arguments", "the first stage must be open: new ones start there");
  return changed(schema, kind, (each) => ({ ...each, stages }));
}

function changed(schema: SchemaAnswer, kind: string, how: (def: KindDef) => KindDef): SchemaAnswer {
  const kinds = schema.schema.kinds.map((def) => (def.kind === kind ? how(def) : def));
  return { ...schema, schema: { kinds } };
}

function refuseTaken(members: Member[], name: string) {
  if (members.some((each) => each.name === name))
    throw commandError("invalid_arguments", `there is a ${name} already: use another name`);
}
