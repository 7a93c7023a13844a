import type { Entity, FieldDef, KindDef, Value } from "@/ipc/bindings";
import { sameValue, texts } from "@/lib/values";

/** The two that are to be one, by where they stand on the screen. */
export type Side = "left" | "right";
export type Choice = Side | "both";

/** A field in which the two differ. */
export type Difference = { field: FieldDef; left: Value | undefined; right: Value | undefined };

export function differences(def: KindDef, left: Entity, right: Entity): Difference[] {
  return def.fields
    .filter(({ derived }) => !derived)
    .map((field) => ({ field, left: left.fields[field.key], right: right.fields[field.key] }))
    .filter((each) => !sameValue(each.left, each.right));
}

/** What is taken until a person chooses: lists united, what only one has, and else what the one that stays has. */
export function usual({ field, left, right }: Difference, keep: Side): Choice {
  if (left === undefined) return "right";
  if (right === undefined) return "left";
  return field.many ? "both" : keep;
}

/** The value that a choice means. Of lists that are united, the kept one's come first. */
export function chosen({ left, right }: Difference, choice: Choice, keep: Side): Value | undefined {
  if (choice === "left") return left;
  if (choice === "right") return right;
  return united(keep === "left" ? [left, right] : [right, left]);
}

function united(values: (Value | undefined)[]): Value {
  const seen = new Set<string>();
  return values.flatMap(texts).filter((each) => {
    const folded = each.toLowerCase();
    return !seen.has(folded) && seen.add(folded);
  });
}

/** What the one that stays has to change. */
export function patchOf(
  all: readonly Difference[],
  choices: Readonly<Record<string, Choice>>,
  keep: Side,
): Record<string, Value | null> {
  return Object.fromEntries(
    all.flatMap((each): [string, Value | null][] => {
      const value = chosen(each, choices[each.field.key] ?? usual(each, keep), keep);
      return sameValue(value, keep === "left" ? each.left : each.right)
        ? []
        : [[each.field.key, value ?? null]];
    }),
  );
}
