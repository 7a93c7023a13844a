import type { Entity, FieldDef, KindDef, Stage } from "@/ipc/bindings";
import { fieldOf } from "@/lib/workspace";

/**
 * The fields that are asked for before an entity moves to a stage: what the stage requires and the entity has not.
 * The reason of a lost stage is asked for anew each time: last year's is not this one's.
 */
export function askedFields(def: KindDef, entity: Entity, stage: Stage): FieldDef[] {
  return stage.requires.flatMap((key) => {
    const field = fieldOf(def, key);
    if (!field) return [];
    return stage.class === "lost" || entity.fields[key] === undefined ? [field] : [];
  });
}
