import { Archive, ArchiveRestore, PencilLine, RotateCcw, Tag, Trash2, User, Workflow, X } from "lucide-react";
import { useState, type ReactNode } from "react";
import { keysOf } from "@/app/actions/catalogue";
import { Button, IconButton } from "@/components/ui/button";
import { ProgressBar } from "@/components/ui/progress-bar";
import type { Entity, KindDef } from "@/ipc/bindings";
import { count, number } from "@/lib/count";
import { EraseDialog } from "../erase-dialog";
import type { View } from "../list/view";
import { LeftOutDialog } from "./left-out-dialog";
import type { Bulk } from "./use-bulk";

type Props = {
  def: KindDef;
  view: View;
  bulk: Bulk;
  chosen: number;
  /** How many match the filter, when more can be chosen than are. */
  matching: number | undefined;
  /** The chosen ones, when each of them is known; all that match are not. */
  entities: readonly Entity[] | undefined;
  onChooseMatching: () => void;
  /** Sets a field; without one it is asked for. */
  onSet: (field?: string) => void;
  onTrash: () => void;
  onArchive: () => void;
  onRestore: () => void;
  onClear: () => void;
};

/** What can be done with the chosen rows, how far it is, and what it left as it was. */
export function BulkBar(props: Props) {
  const { def, view, bulk, chosen, matching, entities, onSet, onTrash, onArchive, onRestore, onClear } =
    props;
  const [erasing, setErasing] = useState(false);
  const [listing, setListing] = useState(false);
  const { slow, leftOut } = bulk;
  if (slow) {
    return (
      <Foot label="Change under way">
        <span className="w-56">
          <span role="status" className="block truncate text-sm">
            {slow.title}
            {slow.total > 0 && ` · ${number(slow.done)} of ${number(slow.total)}`}
          </span>
          <ProgressBar label={slow.title} done={slow.done} total={slow.total} />
        </span>
        <Button onClick={bulk.cancel}>Cancel</Button>
      </Foot>
    );
  }
  if (leftOut && chosen === 0) {
    return (
      <Foot label="Left as they are">
        <span role="status">
          {count(leftOut.entities.length, def.singular.toLowerCase(), def.plural.toLowerCase())} left as{" "}
          {leftOut.entities.length === 1 ? "it is" : "they are"}
        </span>
        <Button onClick={() => setListing(true)}>Show why</Button>
        <IconButton label="Dismiss" onClick={bulk.forget}>
          <X size={15} />
        </IconButton>
        {listing && <LeftOutDialog {...leftOut} onClose={() => setListing(false)} />}
      </Foot>
    );
  }
  if (chosen === 0) return null;
  return (
    <Foot label="Chosen rows">
      <span role="status" className="mr-1 tabular-nums">
        {count(chosen, "row")} chosen
      </span>
      {matching !== undefined && (
        <Button variant="quiet" onClick={props.onChooseMatching}>
          Select all {number(matching)} that match
        </Button>
      )}
      {view !== "trash" && (
        <>
          <Act
            icon={<Workflow size={14} />}
            keys="entity.stage"
            label={def.pipeline}
            onClick={() => onSet("stage")}
          />
          <Act icon={<User size={14} />} keys="entity.assign" label="Assign" onClick={() => onSet("owner")} />
          <Act icon={<Tag size={14} />} keys="entity.tag" label="Tags" onClick={() => onSet("tags")} />
          <Act
            icon={<PencilLine size={14} />}
            keys="entity.edit"
            label="Set a field"
            onClick={() => onSet()}
          />
        </>
      )}
      {view === "live" && (
        <IconButton label="Archive" keys={keysOf("entity.archive")} onClick={onArchive}>
          <Archive size={15} />
        </IconButton>
      )}
      {view === "archive" && (
        <Button icon={<ArchiveRestore size={14} />} onClick={onRestore}>
          Take out of the archive
        </Button>
      )}
      {view === "trash" ? (
        <>
          <Button icon={<RotateCcw size={14} />} onClick={onRestore}>
            Restore
          </Button>
          <Button
            variant="danger"
            icon={<Trash2 size={14} />}
            disabled={!entities}
            title={entities ? undefined : "Choose the rows one by one to delete them for good"}
            onClick={() => setErasing(true)}
          >
            Delete for good…
          </Button>
        </>
      ) : (
        <IconButton
          label="Move to the trash"
          keys={keysOf("entity.trash")}
          className="text-danger"
          onClick={onTrash}
        >
          <Trash2 size={15} />
        </IconButton>
      )}
      <IconButton label="Clear the selection" keys="esc" onClick={onClear}>
        <X size={15} />
      </IconButton>
      {erasing && entities && (
        <EraseDialog entities={entities} onClose={() => setErasing(false)} onErased={onClear} />
      )}
    </Foot>
  );
}

type ActProps = {
  icon: ReactNode;
  keys: Parameters<typeof keysOf>[0];
  label: string;
  onClick: () => void;
};

function Act({ icon, keys, label, onClick }: ActProps) {
  return (
    <Button variant="quiet" icon={icon} title={`${label} (${keysOf(keys)?.toUpperCase()})`} onClick={onClick}>
      {label}
    </Button>
  );
}

function Foot({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div
      data-foot
      role="toolbar"
      aria-label={label}
      className="absolute inset-x-3 bottom-4 z-20 mx-auto flex w-fit flex-wrap justify-center items-center gap-1.5 rounded-lg border whitespace-nowrap border-line-2 bg-raised py-1.5 pr-1.5 pl-3 shadow-float"
    >
      {children}
    </div>
  );
}
