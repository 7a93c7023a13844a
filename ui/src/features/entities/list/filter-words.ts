import type { FieldDef, KindDef } from "@/ipc/bindings";
import { isGuarded } from "@/lib/workspace";

// The words that the filter builder writes: the same query language that is typed here and in Cmd+K.

/** How a value is compared. */
export type Operator = "is" | "not" | "below" | "above" | "none" | "some";

export const OPERATOR_LABELS: Record<Operator, string> = {
  is: "is",
  not: "is not",
  below: "is below",
  above: "is above",
  none: "is empty",
  some: "is not empty",
};

const DAY_LABELS: Partial<Record<Operator, string>> = {
  is: "is on or in",
  not: "is not on",
  below: "is before",
  above: "is after",
};

/** What can be filtered by beside the fields. */
export type Subject =
  | { what: "field"; key: string; label: string; field: FieldDef }
  | { what: "stamp"; key: "created" | "updated"; label: string }
  | { what: "state"; key: "has"; label: string };

export function subjectsOf(def: KindDef): Subject[] {
  return [
    ...def.fields
      .filter((field) => !isGuarded(field))
      .map((field): Subject => ({ what: "field", key: field.key, label: field.label, field })),
    { what: "stamp", key: "created", label: "Created" },
    { what: "stamp", key: "updated", label: "Changed" },
    { what: "state", key: "has", label: "Has" },
  ];
}

export function operatorsOf(subject: Subject): Operator[] {
  if (subject.what === "state") return ["is", "not"];
  if (subject.what === "stamp") return ["is", "below", "above"];
  const { field } = subject;
  const ends: Operator[] = field.required ? [] : ["none", "some"];
  switch (field.ty.type) {
    case "number":
    case "money":
    case "date":
    case "date_time":
      return ["is", "below", "above", ...ends];
    case "bool":
      return ["is"];
    default:
      return ["is", "not", ...ends];
  }
}

export function operatorLabel(subject: Subject, operator: Operator): string {
  return (isDay(subject) ? DAY_LABELS[operator] : undefined) ?? OPERATOR_LABELS[operator];
}

export function isDay(subject: Subject): boolean {
  return (
    subject.what === "stamp" ||
    (subject.what === "field" && (subject.field.ty.type === "date" || subject.field.ty.type === "date_time"))
  );
}

/** The words of a filter: `stage:won,lost`, `-tags:cold`, `amount>10000`, `owner:none`. */
export function filterWord(
  subject: Subject,
  operator: Operator,
  values: readonly string[],
): string | undefined {
  const { key } = subject;
  if (operator === "none") return `${key}:none`;
  if (operator === "some") return `-${key}:none`;
  const written = values.map((value) => value.trim()).filter((value) => value !== "");
  if (written.length === 0) return undefined;
  const value = written.map(quoted).join(",");
  switch (operator) {
    case "below":
      return `${key}<${value}`;
    case "above":
      return `${key}>${value}`;
    case "not":
      return `-${key}:${value}`;
    case "is":
      return `${key}:${value}`;
  }
}

/** A value with what would end it early in quotes. */
function quoted(value: string): string {
  return /[\s,"“”]|^-/u.test(value) ? `"${value.replaceAll(/["“”„]/gu, "")}"` : value;
}

/** The filter with one more condition. */
export function added(filter: string, word: string): string {
  return filter.trim() === "" ? word : `${filter.trim()} ${word}`;
}
