import { useState, type ReactNode } from "react";
import { sayProblem } from "@/components/ui/toaster";
import type { Entity, KindDef, Stage, TitleOf } from "@/ipc/bindings";
import { useWrite } from "@/lib/use-write";
import { useWorkspace } from "@/lib/workspace";
import { askedFields } from "./asked-fields";
import { StageMoveDialog } from "./stage-move-dialog";

type Asking = {
  entity: Entity;
  def: KindDef;
  stage: Stage;
  titles: readonly TitleOf[];
  done: (moved: boolean) => void;
};

/**
 * Moves entities to stages, and asks first for what a stage requires. `move` answers whether the entity moved: false
 * when the person left the dialog or the write was refused (which is then said), so that a board puts its card back.
 * `dialog` must be rendered.
 */
export function useStageMove(): {
  move: (entity: Entity, stage: Stage, titles?: readonly TitleOf[]) => Promise<boolean>;
  /** Whether `move` would ask for something first. */
  asks: (entity: Entity, stage: Stage) => boolean;
  dialog: ReactNode;
} {
  const write = useWrite();
  const workspace = useWorkspace();
  const [asking, setAsking] = useState<Asking>();

  const asks = (entity: Entity, stage: Stage) =>
    askedFields(workspace.kind(entity.kind), entity, stage).length > 0;

  async function move(entity: Entity, stage: Stage, titles: readonly TitleOf[] = []): Promise<boolean> {
    if (entity.fields["stage"] === stage.key) return true;
    if (asks(entity, stage)) {
      const def = workspace.kind(entity.kind);
      return new Promise((resolve) => setAsking({ entity, def, stage, titles, done: resolve }));
    }
    try {
      await write("entity_update", { id: entity.id, revision: entity.revision, patch: { stage: stage.key } });
      return true;
    } catch (error) {
      sayProblem(error);
      return false;
    }
  }

  function close(moved: boolean) {
    asking?.done(moved);
    setAsking(undefined);
  }

  const dialog = asking && (
    <StageMoveDialog
      entity={asking.entity}
      def={asking.def}
      stage={asking.stage}
      titles={asking.titles}
      onMoved={() => close(true)}
      onClose={() => close(false)}
    />
  );
  return { move, asks, dialog };
}
