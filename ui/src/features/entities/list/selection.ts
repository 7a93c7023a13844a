import type { Entity } from "@/ipc/bindings";

/** The chosen entities of a list, and the row that a range starts from. */
export type Selection = { entities: ReadonlyMap<string, Entity>; anchor: number };

export const nothingSelected: Selection = { entities: new Map(), anchor: 0 };

export function toggled(selection: Selection, entity: Entity, index: number): Selection {
  const entities = new Map(selection.entities);
  if (!entities.delete(entity.id)) entities.set(entity.id, entity);
  return { entities, anchor: index };
}

/** Adds all rows from the anchor to this one; rows that are not loaded yet are left out. */
export function extended(
  selection: Selection,
  index: number,
  rowAt: (index: number) => Entity | undefined,
): Selection {
  const entities = new Map(selection.entities);
  const [from, to] = [Math.min(selection.anchor, index), Math.max(selection.anchor, index)];
  for (let row = from; row <= to; row += 1) {
    const entity = rowAt(row);
    if (entity) entities.set(entity.id, entity);
  }
  return { entities, anchor: selection.anchor };
}
