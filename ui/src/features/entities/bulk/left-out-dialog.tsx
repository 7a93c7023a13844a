import { Dialog } from "@/components/ui/dialog";
import type { LeftOut } from "@/ipc/bindings";
import { sentence } from "@/lib/sentence";

type Props = { summary: string; entities: readonly LeftOut[]; onClose: () => void };

/** What a change left as it was, each with why. */
export function LeftOutDialog({ summary, entities, onClose }: Props) {
  return (
    <Dialog open onClose={onClose} title="Left as they are">
      <p className="px-4 pt-3 text-ink-2">{sentence(summary)}.</p>
      <ul className="selectable m-4 min-h-0 overflow-y-auto rounded border" aria-label="Left as they are">
        {entities.map(({ entity, reason }) => (
          <li key={entity} className="border-b px-3 py-1.5 last:border-b-0">
            <p className="font-medium">{entity}</p>
            <p className="text-sm text-ink-2">{sentence(reason)}</p>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
