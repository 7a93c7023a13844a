import type { Entity, Selection as Chosen } from "@/ipc/bindings";

/**
 * What is chosen in a list: entities one by one, or all that match its filter but some. `anchor` is the row that a
 * range starts from.
 */
export type Selection =
  | { mode: "some"; entities: ReadonlyMap<string, Entity>; anchor: number }
  | { mode: "matching"; except: ReadonlySet<string>; anchor: number };

export const nothingSelected: Selection = { mode: "some", entities: new Map(), anchor: 0 };

export const allMatching: Selection = { mode: "matching", except: new Set(), anchor: 0 };

export function isSelected(selection: Selection, entity: Entity): boolean {
  return selection.mode === "some" ? selection.entities.has(entity.id) : !selection.except.has(entity.id);
}

/** How many are chosen of a list of this many. */
export function countOf(selection: Selection, total: number): number {
  return selection.mode === "some" ? selection.entities.size : Math.max(0, total - selection.except.size);
}

/** The chosen entities that are known one by one. */
export function entitiesOf(selection: Selection): Entity[] {
  return selection.mode === "some" ? [...selection.entities.values()] : [];
}

/** What the core is told. */
export function asChosen(selection: Selection, filter: string): Chosen {
  return selection.mode === "some"
    ? { select: "ids", ids: [...selection.entities.keys()] }
    : { select: "matching", filter, except: [...selection.except] };
}

export function toggled(selection: Selection, entity: Entity, index: number): Selection {
  if (selection.mode === "matching") {
    const except = new Set(selection.except);
    if (!except.delete(entity.id)) except.add(entity.id);
    return { ...selection, except, anchor: index };
  }
  const entities = new Map(selection.entities);
  if (!entities.delete(entity.id)) entities.set(entity.id, entity);
  return { ...selection, entities, anchor: index };
}

/** Adds all rows from the anchor to this one; rows that are not loaded yet are left out. */
export function extended(
  selection: Selection,
  index: number,
  rowAt: (index: number) => Entity | undefined,
): Selection {
  const [from, to] = [Math.min(selection.anchor, index), Math.max(selection.anchor, index)];
  const rows = Array.from({ length: to - from + 1 }, (_, step) => rowAt(from + step)).filter(
    (entity) => entity !== undefined,
  );
  if (selection.mode === "matching") {
    const except = new Set(selection.except);
    for (const { id } of rows) except.delete(id);
    return { ...selection, except };
  }
  const entities = new Map(selection.entities);
  for (const entity of rows) entities.set(entity.id, entity);
  return { ...selection, entities };
}
