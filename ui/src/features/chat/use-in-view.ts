import { useLocation } from "@tanstack/react-router";
import { useEffect, useMemo } from "react";
import { useAi } from "@/components/assistant/ai-availability";
import type { ContextChip, KindDef } from "@/ipc/bindings";
import { useCommand } from "@/ipc/use-command";
import { kindOfList, kindOfReference } from "@/lib/navigation";
import { useStore } from "@/lib/store";
import { useWorkspace } from "@/lib/workspace";
import { leftOut, mentioned, stoodBeside } from "./chat-store";
import type { InView } from "./suggestions";

/** What the page shows: an entity with what names it, a list, or something else. */
export function useInView(): InView {
  const { kinds } = useWorkspace();
  const { pathname } = useLocation();
  const [list = "", onPage] = pathname.split("/").slice(1);
  const aside = useStore(stoodBeside);
  const reference = onPage ?? aside ?? undefined;
  const kind = reference ? kindOfReference(kinds, reference) : undefined;
  // The page itself asked for it already.
  const { data } = useCommand("entity_get", { entity: reference ?? "" }, { enabled: kind !== undefined });
  const entity = data?.entity;
  const listed = reference ? undefined : kindOfList(kinds, list);
  return useMemo(() => {
    if (kind !== undefined && entity) {
      const { id, title } = entity;
      return { entity: { id, reference: entity.reference, title }, kind };
    }
    const def = kinds.find((each) => each.kind === listed);
    return def && { list: def };
  }, [kind, entity, kinds, listed]);
}

type Context = {
  chips: ContextChip[];
  /** The kind of the entity in view, where AI may not see such and so it does not go. */
  closed: KindDef | undefined;
  remove: (chip: ContextChip) => void;
};

/**
 * What goes with the message that is being written: the entity in view unless it was taken out or is of a kind that is
 * closed to AI, and mentions.
 */
export function useContext(inView: InView): Context {
  const workspace = useWorkspace();
  const closedKinds = useAi().state?.rules.closed_kinds ?? [];
  const out = useStore(leftOut);
  const more = useStore(mentioned);
  const seen = inView && "entity" in inView ? inView : undefined;
  const closed = seen && closedKinds.includes(seen.kind) ? workspace.kind(seen.kind) : undefined;
  const entity = closed ? undefined : seen?.entity;
  const reference = entity?.reference;
  useEffect(() => {
    // Taken out of this page's message, not of every page's.
    if (reference !== undefined && leftOut.get() !== null && leftOut.get() !== reference) leftOut.set(null);
  }, [reference]);
  const chips = entity && entity.reference !== out ? [entity] : [];
  for (const chip of more) if (!chips.some(({ id }) => id === chip.id)) chips.push(chip);
  return {
    chips,
    closed,
    remove(chip) {
      if (chip.reference === reference) leftOut.set(chip.reference);
      mentioned.set(mentioned.get().filter(({ id }) => id !== chip.id));
    },
  };
}
