import { Archive, ArchiveRestore, RotateCcw, Trash2, X } from "lucide-react";
import { useState } from "react";
import { Button, IconButton } from "@/components/ui/button";
import type { Entity } from "@/ipc/bindings";
import { count } from "@/lib/count";
import { EraseDialog } from "../erase-dialog";
import type { View } from "./view";

type Props = {
  view: View;
  entities: readonly Entity[];
  onTrash: () => void;
  onArchive: () => void;
  onRestore: () => void;
  onClear: () => void;
};

/** What can be done with the chosen rows. */
export function BulkBar({ view, entities, onTrash, onArchive, onRestore, onClear }: Props) {
  const [erasing, setErasing] = useState(false);
  return (
    <div
      data-foot
      role="toolbar"
      aria-label="Chosen rows"
      className="absolute bottom-4 left-1/2 z-20 flex -translate-x-1/2 items-center gap-1.5 rounded-lg border whitespace-nowrap border-line-2 bg-raised py-1.5 pr-1.5 pl-3 shadow-float"
    >
      <span role="status" className="mr-2 tabular-nums">
        {count(entities.length, "row")} chosen
      </span>
      {view === "live" && (
        <Button icon={<Archive size={14} />} onClick={onArchive}>
          Archive
        </Button>
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
          <Button variant="danger" icon={<Trash2 size={14} />} onClick={() => setErasing(true)}>
            Delete for good…
          </Button>
        </>
      ) : (
        <Button variant="danger" icon={<Trash2 size={14} />} onClick={onTrash}>
          Move to the trash
        </Button>
      )}
      <IconButton label="Clear the selection" keys="esc" onClick={onClear}>
        <X size={15} />
      </IconButton>
      {erasing && <EraseDialog entities={entities} onClose={() => setErasing(false)} onErased={onClear} />}
    </div>
  );
}
