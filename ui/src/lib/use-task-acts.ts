import { sayProblem } from "@/components/ui/toaster";
import type { Entity, KindDef, Stage } from "@/ipc/bindings";
import { shift } from "@/lib/parse-day";
import { localDay } from "@/lib/time";
import { useWrite } from "@/lib/use-write";
import { stageOf, useKind } from "@/lib/workspace";

/** The stage in which work of a kind is done well. */
export function doneStage(def: KindDef): Stage | undefined {
  return def.stages.find((stage) => stage.class === "won");
}

/** What is done to a task by one key. */
export function useTaskActs() {
  const def = useKind("task");
  const write = useWrite();
  const update = (task: Entity, patch: Record<string, string>) =>
    write("entity_update", { id: task.id, revision: task.revision, patch }).catch(sayProblem);
  return {
    isOpen: (task: Entity) => stageOf(def, task.fields["stage"])?.class === "open",
    /** Done, or at work again when it was done. */
    toggleDone(task: Entity) {
      const open = stageOf(def, task.fields["stage"])?.class === "open";
      const to = open ? doneStage(def) : def.stages[0];
      return to && update(task, { stage: to.key });
    },
    /** Due on the day after today, or after its own day when that is later. */
    putOff(task: Entity, now: number) {
      const today = localDay(now);
      const due = task.fields["due"];
      return update(task, { due: shift(typeof due === "string" && due > today ? due : today, 1) });
    },
    remind: (task: Entity, at: string) => update(task, { remind_at: at }),
  };
}
