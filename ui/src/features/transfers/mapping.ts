import type { ColumnMapping, FieldDef, KindDef } from "@/ipc/bindings";
import { titleKeys } from "@/lib/workspace";

export const LEAVE_OUT = "";

/** What a column can go to: the kind's fields, and what names an entity or a person as a whole. */
export function targets(def: KindDef): { value: string; label: string; detail?: string }[] {
  const person = "person_name" in def.title;
  return [
    { value: LEAVE_OUT, label: "Leave out" },
    ...(person ? [{ value: "full_name", label: "Full name", detail: "split in two" }] : []),
    ...def.fields.filter((field) => !field.derived).map(({ key, label }) => ({ value: key, label })),
    { value: "reference", label: `Reference (${def.prefix}-7)`, detail: "names what to update" },
  ];
}

/** Sends a column to a field; another column that went there yields, unless the field holds many. */
export function mapped(
  mapping: readonly ColumnMapping[],
  def: KindDef,
  column: number,
  target: string,
): ColumnMapping[] {
  const many = fieldCalled(def, target)?.many ?? false;
  return mapping.map((each) => {
    if (each.column === column)
      return { column, field: target === LEAVE_OUT ? null : target, confidence: 100 };
    if (!many && target !== LEAVE_OUT && each.field === target)
      return { ...each, field: null, confidence: 0 };
    return each;
  });
}

/** Labels of the fields that every entity needs and no column goes to. */
export function missing(mapping: readonly ColumnMapping[], def: KindDef): string[] {
  const taken = new Set(mapping.map(({ field }) => field));
  // Updates name the entity and may leave everything else alone.
  if (taken.has("reference") || taken.has("id")) return [];
  if ("person_name" in def.title) {
    const names = ["full_name", ...titleKeys(def), ...def.title.person_name];
    return names.some((key) => taken.has(key)) ? [] : ["Full name"];
  }
  return def.fields
    .filter((field) => field.required && field.key !== "stage" && !taken.has(field.key))
    .map(({ label }) => label);
}

function fieldCalled(def: KindDef, key: string): FieldDef | undefined {
  return def.fields.find((field) => field.key === key);
}
