import { X } from "lucide-react";
import { KindIcon } from "@/components/entity/kind-icon";
import type { ContextChip } from "@/ipc/bindings";
import { kindOfReference } from "@/lib/navigation";
import { useWorkspace } from "@/lib/workspace";

type Props = { chips: readonly ContextChip[]; onRemove?: (chip: ContextChip) => void };

/** What goes with a message: entities, each of which can be taken out. */
export function ContextChips({ chips, onRemove }: Props) {
  const { kinds } = useWorkspace();
  if (chips.length === 0) return null;
  return (
    <ul aria-label="Goes with the message" className="flex flex-wrap gap-1">
      {chips.map((chip) => {
        const kind = kindOfReference(kinds, chip.reference);
        return (
          <li
            key={chip.id}
            title={chip.title}
            className="inline-flex h-6 max-w-full items-center gap-1 rounded border border-line-2 bg-raised pl-1.5 text-sm"
          >
            {kind && <KindIcon kind={kind} size={12} />}
            <span className="shrink-0">{chip.reference}</span>
            <span className="max-w-44 min-w-0 truncate text-ink-3">{chip.title}</span>
            {onRemove ? (
              <button
                type="button"
                aria-label={`Leave ${chip.reference} out`}
                onClick={() => onRemove(chip)}
                className="flex size-6 shrink-0 items-center justify-center rounded text-ink-3 hover:text-ink"
              >
                <X size={11} />
              </button>
            ) : (
              <span className="w-1.5" />
            )}
          </li>
        );
      })}
    </ul>
  );
}
