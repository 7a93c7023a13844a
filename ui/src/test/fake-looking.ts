import type {
  Alike,
  Board,
  BulkChange,
  Duplicate,
  DuplicateGroup,
  Entity,
  Kind,
  Sort,
  Value,
} from "@/ipc/bindings";
import { isMoney, texts } from "@/lib/values";
import { parse } from "./fake-query";
import { kindDef } from "./schema";

function sortKey(entity: Entity, by: string): string | number {
  const value = by === "title" ? entity.title : (entity.fields[by] ?? (entity as never)[by]);
  return isMoney(value) ? value.minor : ((value ?? "") as string | number);
}

/** The entities of a list, in its order. */
export function listed(entities: readonly Entity[], kind: Kind, filter: string, sort: readonly Sort[]) {
  const { words, test, issues } = parse(filter);
  const found = entities.filter(
    (each) =>
      each.kind === kind && test(each) && words.every((word) => each.title.toLowerCase().includes(word)),
  );
  const sorted = found.toSorted((a, b) => {
    for (const { key: by, descending } of sort) {
      const [x, y] = [sortKey(a, by), sortKey(b, by)];
      if (x !== y) return (x < y ? -1 : 1) * (descending ? -1 : 1);
    }
    return 0;
  });
  return { found: sorted, issues };
}

/** Counts and sums by stage. */
export function totals(entities: readonly Entity[], kind: Kind, filter: string): Board {
  const { found, issues } = listed(entities, kind, filter, []);
  const stages = kindDef(kind).stages.map(({ key }) => {
    const inside = found.filter((each) => each.fields["stage"] === key);
    const sums = new Map<string, number>();
    for (const { fields } of inside) {
      const amount = fields["amount"];
      if (isMoney(amount)) sums.set(amount.currency, (sums.get(amount.currency) ?? 0) + amount.minor);
    }
    return {
      stage: key,
      count: inside.length,
      sums: [...sums].map(([currency, minor]) => ({
        currency,
        minor,
        weighted_minor: Math.round(minor / 2),
      })),
    };
  });
  return { totals: stages.filter(({ count }) => count > 0), issues };
}

function alike(a: Entity, b: Entity): Alike[] {
  const shares = (key: string) => texts(a.fields[key]).some((each) => texts(b.fields[key]).includes(each));
  const named = a.title === b.title && a.fields["company"] === b.fields["company"];
  return [
    ...(shares("emails") ? (["email"] as const) : []),
    ...(shares("phones") ? (["phone"] as const) : []),
    ...(named ? (["name"] as const) : []),
  ];
}

/** Pairs that a person said are not the same, each as its two ids in order. */
export type Different = ReadonlySet<string>;

export function pairOf(a: string, b: string): string {
  return [a, b].toSorted().join(" ");
}

export function duplicatesOf(
  entities: readonly Entity[],
  own: Entity,
  different: Different = new Set(),
): Duplicate[] {
  return entities
    .filter((each) => each.id !== own.id && each.kind === own.kind && each.deleted_at === null)
    .filter((each) => !different.has(pairOf(own.id, each.id)))
    .map((entity) => ({ entity, alike: alike(own, entity) }))
    .filter((found) => found.alike.length > 0);
}

export function groupsOf(
  entities: readonly Entity[],
  kind: Kind,
  different: Different = new Set(),
): DuplicateGroup[] {
  const live = entities.filter((each) => each.kind === kind && each.deleted_at === null);
  const seen = new Set<string>();
  return live.flatMap((own) => {
    const found = duplicatesOf(live, own, different).filter(({ entity }) => !seen.has(entity.id));
    if (seen.has(own.id) || found.length === 0) return [];
    for (const { entity } of found) seen.add(entity.id);
    return [{ entities: [own, ...found.map(({ entity }) => entity)], alike: found[0]?.alike ?? [] }];
  });
}

/** An entity with fields set and cleared. */
export function patched(entity: Entity, patch: Record<string, Value | null>): Record<string, Value> {
  const fields = { ...entity.fields } as Record<string, Value>;
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) delete fields[key];
    else fields[key] = value;
  }
  return fields;
}

/** What a bulk change makes of one entity, or why it leaves it alone. */
export function changed(entity: Entity, change: BulkChange, now: number): Partial<Entity> | string {
  switch (change.change) {
    case "set": {
      const fields = patched(entity, change.patch);
      const stage = kindDef(entity.kind).stages.find(({ key }) => key === change.patch["stage"]);
      const lacks = stage?.requires.find((key) => fields[key] === undefined);
      if (lacks) return `${stage?.label} needs ${lacks.replaceAll("_", " ")}`;
      return { fields };
    }
    case "tag": {
      const kept = texts(entity.fields["tags"]).filter((tag) => !change.remove.includes(tag));
      const tags = [...new Set([...kept, ...change.add])];
      return { fields: patched(entity, { tags: tags.length > 0 ? tags : null }) };
    }
    case "archive":
      return { archived_at: change.archived ? now : null };
    case "trash":
      return { deleted_at: now };
    case "restore":
      return { deleted_at: null };
  }
}
