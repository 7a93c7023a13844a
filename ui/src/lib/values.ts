import type { FieldDef, KindDef, Money, TitleOf, Value } from "@/ipc/bindings";
import { formatMoney } from "./money";
import { onDay, onInstant } from "./time";
import type { Workspace } from "./workspace";

export function isMoney(value: unknown): value is Money {
  return typeof value === "object" && value !== null && "minor" in value;
}

export function texts(value: Value | null | undefined): string[] {
  if (value === null || value === undefined) return [];
  if (Array.isArray(value)) return value;
  return typeof value === "string" ? [value] : [];
}

export function sameValue(a: unknown, b: unknown): boolean {
  return JSON.stringify(a ?? null) === JSON.stringify(b ?? null);
}

export type ValueContext = {
  workspace: Workspace;
  titles: readonly TitleOf[];
  now: number;
  today: string;
};

/** A value as one line of text for people. */
export function valueText(def: KindDef, field: FieldDef, value: Value, context: ValueContext): string {
  if (Array.isArray(value)) return value.map((each) => oneText(def, field, each, context)).join(", ");
  return oneText(def, field, value, context);
}

function oneText(
  def: KindDef,
  field: FieldDef,
  value: Exclude<Value, string[]>,
  context: ValueContext,
): string {
  if (typeof value === "boolean") return value ? "Yes" : "No";
  if (typeof value === "number") return value.toLocaleString("en");
  if (isMoney(value)) return formatMoney(value);
  switch (field.ty.type) {
    case "stage":
      return def.stages.find(({ key }) => key === value)?.label ?? value;
    case "select":
      return field.ty.choices.find(({ key }) => key === value)?.label ?? value;
    case "member":
      return context.workspace.member(value)?.name ?? "Former member";
    case "entity":
      return context.titles.find(({ id }) => id === value)?.title ?? value;
    case "date":
      return onDay(value, context.today);
    case "date_time":
      return onInstant(value, context.now);
    default:
      return value;
  }
}
