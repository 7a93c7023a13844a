import type { Entity, FieldDef } from "@/ipc/bindings";

/** How a task repeats, as a sentence: what comes after this one is done, or what is missing for that. */
export function recurrenceWords(entity: Entity, field: FieldDef): string | undefined {
  const value = entity.fields[field.key];
  if (typeof value !== "string" || field.ty.type !== "select") return undefined;
  const label = field.ty.choices.find(({ key }) => key === value)?.label ?? value;
  return entity.fields["due"] === undefined
    ? `${label}, once it has a due day to count from`
    : `${label}: the next one is made when this is done`;
}
