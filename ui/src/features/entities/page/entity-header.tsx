import { ArrowLeft, ChevronDown, ChevronUp, Ellipsis, Link2, Mail } from "lucide-react";
import { keysOf } from "@/app/actions/catalogue";
import { runAction, useLiveActions } from "@/app/actions/registry";
import { ActorName } from "@/components/entity/actor-name";
import { KindIcon } from "@/components/entity/kind-icon";
import { When } from "@/components/entity/when";
import { Button, IconButton } from "@/components/ui/button";
import { Menu, MenuAction, MenuSeparator } from "@/components/ui/menu";
import { Notice } from "@/components/ui/notice";
import { AskButton } from "@/components/assistant/ask-button";
import type { EntityDetail, KindDef } from "@/ipc/bindings";
import { useStore } from "@/lib/store";
import { trail } from "@/lib/window-state";
import { stageOf } from "@/lib/workspace";
import { DuplicateNotice } from "../duplicates/duplicate-notice";
import { EraseDialog } from "../erase-dialog";
import { useState } from "react";
import { EditableTitle } from "./editable-title";
import { StageStepper } from "./stage-stepper";
import { TicketTargets } from "./ticket-targets";

type Props = { detail: EntityDetail; def: KindDef };

export function EntityHeader({ detail, def }: Props) {
  const { entity, titles } = detail;
  const live = useLiveActions();
  const from = useStore(trail);
  const [erasing, setErasing] = useState(false);
  const trashed = entity.deleted_at !== null;
  return (
    <header className="flex shrink-0 flex-col gap-2 border-b px-5 pt-2 pb-3">
      <div className="flex h-8 items-center gap-1.5 text-sm text-ink-3">
        <IconButton
          label={`Back to ${def.plural.toLowerCase()}`}
          keys={keysOf("entity.close")}
          className="-ml-2"
          onClick={() => runAction("entity.close")}
        >
          <ArrowLeft size={15} />
        </IconButton>
        <KindIcon kind={entity.kind} label={def.singular} />
        <button
          type="button"
          title={`Copy ${entity.reference}`}
          onClick={() => runAction("entity.copy-reference")}
          className="shrink-0 rounded-sm px-0.5 whitespace-nowrap tabular-nums hover:text-ink"
        >
          {entity.reference}
        </button>
        <span aria-hidden>·</span>
        <span className="min-w-0 truncate">
          changed <When at={entity.updated_at} /> by <ActorName actor={entity.updated_by} />
        </span>
        <span className="flex-1" />
        {from?.kind === entity.kind && (
          <>
            <IconButton
              label="Previous in the list"
              keys={keysOf("entity.previous")}
              onClick={() => runAction("entity.previous")}
            >
              <ChevronUp size={15} />
            </IconButton>
            <IconButton
              label="Next in the list"
              keys={keysOf("entity.next")}
              onClick={() => runAction("entity.next")}
            >
              <ChevronDown size={15} />
            </IconButton>
          </>
        )}
        {live.has("entity.ask") && <AskButton entity={entity} />}
        {live.has("entity.email") && (
          <IconButton
            label="Write email"
            keys={keysOf("entity.email")}
            onClick={() => runAction("entity.email")}
          >
            <Mail size={15} />
          </IconButton>
        )}
        <IconButton
          label="Copy link"
          keys={keysOf("entity.copy-link")}
          onClick={() => runAction("entity.copy-link")}
        >
          <Link2 size={15} />
        </IconButton>
        <Menu
          align="end"
          trigger={
            <IconButton label="More actions">
              <Ellipsis size={15} />
            </IconButton>
          }
        >
          <MenuAction
            keys={keysOf("entity.edit")}
            onSelect={() => runAction("entity.edit")}
            disabled={trashed}
          >
            Edit
          </MenuAction>
          <MenuAction
            keys={keysOf("entity.note")}
            onSelect={() => runAction("entity.note")}
            disabled={trashed}
          >
            Add a note
          </MenuAction>
          {live.has("entity.email") && (
            <MenuAction keys={keysOf("entity.email")} onSelect={() => runAction("entity.email")}>
              Write email
            </MenuAction>
          )}
          {live.has("entity.scorecard") && (
            <MenuAction keys={keysOf("entity.scorecard")} onSelect={() => runAction("entity.scorecard")}>
              Add a scorecard
            </MenuAction>
          )}
          <MenuAction
            keys={keysOf("entity.link")}
            onSelect={() => runAction("entity.link")}
            disabled={trashed}
          >
            Link to another entity
          </MenuAction>
          <MenuAction keys={keysOf("entity.summary")} onSelect={() => runAction("entity.summary")}>
            Show the summary
          </MenuAction>
          <MenuAction keys={keysOf("entity.suggestions")} onSelect={() => runAction("entity.suggestions")}>
            Show suggested actions
          </MenuAction>
          <MenuAction keys={keysOf("entity.similar")} onSelect={() => runAction("entity.similar")}>
            Show similar records
          </MenuAction>
          <MenuSeparator />
          {live.has("entity.restore") && (
            <MenuAction keys={keysOf("entity.restore")} onSelect={() => runAction("entity.restore")}>
              {trashed ? "Restore" : "Take out of the archive"}
            </MenuAction>
          )}
          {live.has("entity.archive") && (
            <MenuAction keys={keysOf("entity.archive")} onSelect={() => runAction("entity.archive")}>
              Archive
            </MenuAction>
          )}
          {trashed ? (
            <MenuAction danger onSelect={() => setErasing(true)}>
              Delete for good…
            </MenuAction>
          ) : (
            <MenuAction danger keys={keysOf("entity.trash")} onSelect={() => runAction("entity.trash")}>
              Move to the trash
            </MenuAction>
          )}
        </Menu>
      </div>
      <EditableTitle entity={entity} def={def} />
      <StageStepper entity={entity} def={def} titles={titles} />
      {entity.kind === "ticket" && (
        <TicketTargets entity={entity} def={def} resolvedAt={endedAt(detail, def)} />
      )}
      {(trashed || entity.archived_at !== null) && (
        <Notice
          tone={trashed ? "warn" : "info"}
          actions={
            <Button onClick={() => runAction("entity.restore")}>{trashed ? "Restore" : "Take out"}</Button>
          }
        >
          {trashed ? (
            <>
              In the trash since <When at={entity.deleted_at ?? 0} />: it is read only until it is restored.
            </>
          ) : (
            <>
              In the archive since <When at={entity.archived_at ?? 0} />: lists and search leave it out.
            </>
          )}
        </Notice>
      )}
      <DuplicateNotice entity={entity} />
      {erasing && (
        <EraseDialog
          entities={[entity]}
          onClose={() => setErasing(false)}
          onErased={() => runAction("entity.close")}
        />
      )}
    </header>
  );
}

/** When the work came to its end: since when it has been in a stage that is not open. */
function endedAt({ entity, stages }: EntityDetail, def: KindDef): number | undefined {
  const ended = stages.findLast((visit) => stageOf(def, visit.stage)?.class !== "open");
  return ended?.entered_at ?? entity.updated_at;
}
