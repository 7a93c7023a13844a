import { Plus, X } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Popover } from "@/components/ui/popover";
import type { TitleOf } from "@/ipc/bindings";
import { useWorkspace } from "@/lib/workspace";
import { EntityInput } from "@/components/entity/entity-input";

type Props = {
  /** The entity whose page this is: the note hangs on it anyway. */
  self: string;
  value: readonly TitleOf[];
  onChange: (value: TitleOf[]) => void;
};

/** Other entities that a note hangs on, found by search. */
export function AlsoOn({ self, value, onChange }: Props) {
  const { kinds } = useWorkspace();
  const [open, setOpen] = useState(false);
  return (
    <span className="flex min-w-0 flex-wrap items-center gap-1">
      {value.map((other) => (
        <span
          key={other.id}
          className="inline-flex h-6 max-w-48 items-center gap-1 rounded-sm bg-sunken pl-1.5 text-sm"
        >
          <span className="truncate">{other.title}</span>
          <button
            type="button"
            aria-label={`Not on ${other.title}`}
            onClick={() => onChange(value.filter(({ id }) => id !== other.id))}
            className="flex size-5 shrink-0 items-center justify-center text-ink-3 hover:text-ink"
          >
            <X size={11} />
          </button>
        </span>
      ))}
      <Popover
        label="Also on"
        open={open}
        onOpenChange={setOpen}
        className="w-80 overflow-visible p-2"
        trigger={
          <Button variant="quiet" icon={<Plus size={12} />}>
            Also on
          </Button>
        }
      >
        <EntityInput
          aria-label="Also on"
          autoFocus
          kinds={kinds.map(({ kind }) => kind)}
          chosen={undefined}
          onChange={(_, hit) => {
            setOpen(false);
            if (!hit || hit.id === self || value.some(({ id }) => id === hit.id)) return;
            onChange([...value, { id: hit.id, reference: hit.reference, title: hit.title }]);
          }}
        />
      </Popover>
    </span>
  );
}
