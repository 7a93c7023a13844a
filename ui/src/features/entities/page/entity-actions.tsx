import { useQueryClient } from "@tanstack/react-query";
import { useAction } from "@/app/actions/registry";
import { useTaskActs } from "@/lib/use-task-acts";
import { say, sayProblem } from "@/components/ui/toaster";
import { useAskAbout } from "@/components/assistant/use-ask-about";
import type { Entity, KindDef } from "@/ipc/bindings";
import { commandQuery } from "@/ipc/use-command";
import { sortText, useGo } from "@/lib/navigation";
import { useWrite } from "@/lib/use-write";
import { trail } from "@/lib/window-state";
import { openFieldHistory } from "./field-history";

/** What can be done with the entity whose page is open. */
export function EntityActions({ entity, def }: { entity: Entity; def: KindDef }) {
  const client = useQueryClient();
  const go = useGo();
  const write = useWrite();
  const trashed = entity.deleted_at !== null;
  const archived = entity.archived_at !== null;

  function close() {
    const from = trail.get();
    const back = from?.kind === def.kind ? from : undefined;
    const sort = back && sortText(back.sort);
    go.list(def.kind, {
      ...(back?.filter ? { filter: back.filter } : {}),
      ...(sort ? { sort } : {}),
    });
  }

  /** Along the list that led here, whatever its pages hold now. */
  async function along(by: number) {
    const from = trail.get();
    if (from?.kind !== def.kind || from.index + by < 0) return;
    const index = from.index + by;
    const { kind, filter, sort } = from;
    const page = await client.fetchQuery(
      commandQuery("entity_list", { kind, filter, sort, offset: index, limit: 1 }),
    );
    const next = page.entities[0];
    if (!next) return;
    trail.set({ ...from, index });
    go.entity(next.reference, { replace: true });
  }

  const ask = useAskAbout(entity);
  useAction("entity.ask", () => ask.run(), ask.offered && !trashed);
  useAction("entity.close", close);
  useAction("entity.next", () => void along(1).catch(sayProblem));
  useAction("entity.previous", () => void along(-1).catch(sayProblem));
  useAction("entity.copy-reference", () => copy(entity.reference, entity.reference));
  useAction("entity.copy-link", () => copy("the link", `workestra://${entity.kind}/${entity.reference}`));
  useAction("entity.assign", () => click('[data-edit="owner"]'), !trashed);
  useAction("entity.tag", () => click('[data-edit="tags"]'), !trashed);
  useAction(
    "entity.archive",
    () => void write("entity_archive", { ids: [entity.id], archived: true }).catch(sayProblem),
    !trashed && !archived,
  );
  useAction(
    "entity.trash",
    () => void write("entity_trash", { ids: [entity.id] }).then(close, sayProblem),
    !trashed,
  );
  const acts = useTaskActs();
  const task = entity.kind === "task" && !trashed;
  useAction("entity.done", () => void acts.toggleDone(entity), task);
  useAction("entity.tomorrow", () => void acts.putOff(entity, Date.now()), task);
  useAction("entity.field-history", openFieldHistory);
  useAction(
    "entity.restore",
    () => {
      const restored = trashed
        ? write("entity_restore", { ids: [entity.id] })
        : write("entity_archive", { ids: [entity.id], archived: false });
      restored.catch(sayProblem);
    },
    trashed || archived,
  );
  return null;
}

function copy(what: string, text: string) {
  navigator.clipboard.writeText(text).then(() => say(`copied ${what}`), sayProblem);
}

function click(selector: string) {
  document.querySelector<HTMLElement>(selector)?.click();
}
