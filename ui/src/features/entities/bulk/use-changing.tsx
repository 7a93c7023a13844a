import { useState, type ReactNode } from "react";
import type { BulkChange, Entity, KindDef, Selection } from "@/ipc/bindings";
import { count } from "@/lib/count";
import { ChangeDialog } from "./change-dialog";
import type { Bulk } from "./use-bulk";

/** What a change is of: what the core is told, how many, and those that are known one by one. */
export type Target = { selection: Selection; count: number; entities: readonly Entity[]; done?: () => void };

/** Asks what to change of some entities and changes it. `dialog` must be rendered. */
export function useChanging(def: KindDef, bulk: Bulk) {
  const [asked, setAsked] = useState<Target & { field: string | undefined }>();

  async function change(target: Target, what: BulkChange) {
    setAsked(undefined);
    if (await bulk.run(target.selection, what)) target.done?.();
  }

  const [only] = asked?.entities ?? [];
  const what =
    asked?.count === 1 && only
      ? `${only.reference} ${only.title}`
      : count(asked?.count ?? 0, def.singular.toLowerCase(), def.plural.toLowerCase());
  const dialog: ReactNode = asked && (
    <ChangeDialog
      key={asked.field ?? ""}
      def={def}
      what={what}
      count={asked.count}
      entities={asked.entities}
      field={asked.field}
      onChange={(made) => void change(asked, made)}
      onClose={() => setAsked(undefined)}
    />
  );
  return {
    ask: (target: Target, field?: string) => setAsked({ ...target, field }),
    change,
    dialog,
  };
}

/** The target of one entity. */
export function targetOf(entity: Entity): Target {
  return { selection: { select: "ids", ids: [entity.id] }, count: 1, entities: [entity] };
}
