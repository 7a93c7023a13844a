import type { FieldDef, Kind, KindDef } from "@/ipc/bindings";
import { isGuarded } from "@/lib/workspace";

/** A place in a template that is filled with what an entity holds. */
export type Placeholder = { key: string; label: string };

const COMMON: Placeholder[] = [
  { key: "title", label: "Title" },
  { key: "reference", label: "Reference" },
  { key: "me.name", label: "Your name" },
];

/** Of an entity that a field refers to, what one writes in an email. */
const OF_OTHERS = ["first_name", "last_name", "company"];

/** The places that a template of a kind can have; one for every kind has only what all have. */
export function placeholders(kinds: readonly KindDef[], kind: Kind | null): Placeholder[] {
  const def = kinds.find((each) => each.kind === kind);
  if (!def) return COMMON;
  const open = def.fields.filter((field) => !isGuarded(field));
  const own = open.filter(isWritten).map(({ key, label }) => ({ key, label }));
  const others = open.flatMap((field) =>
    field.ty.type === "entity" ? ofOther(kinds, def, field, field.ty.kinds) : [],
  );
  return [...own.filter(({ key }) => !COMMON.some((common) => common.key === key)), ...others, ...COMMON];
}

/** A text that stands in a template, in the form that the core knows. */
export function written({ key }: Placeholder): string {
  return `{{${key}}}`;
}

/** Whether one writes it to somebody: no page of text, no yes or no, no tags. */
function isWritten({ key, ty }: FieldDef): boolean {
  return ty.type !== "entity" && ty.type !== "long_text" && ty.type !== "bool" && key !== "tags";
}

function ofOther(
  kinds: readonly KindDef[],
  of: KindDef,
  field: FieldDef,
  referred: readonly Kind[],
): Placeholder[] {
  const [kind, ...more] = referred;
  const def = more.length === 0 ? kinds.find((each) => each.kind === kind) : undefined;
  if (!def) return [];
  // The core calls a ticket's contact its requester, who has a name even when no contact is linked.
  const isRequester = of.kind === "ticket" && field.key === "contact";
  const [path, label] = isRequester ? ["requester", "Requester"] : [field.key, field.label];
  return OF_OTHERS.flatMap((key) => {
    const theirs = def.fields.find((each) => each.key === key && !isGuarded(each));
    return theirs ? [{ key: `${path}.${key}`, label: `${label}: ${theirs.label.toLowerCase()}` }] : [];
  });
}
