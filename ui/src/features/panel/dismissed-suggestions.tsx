import { ActorName } from "@/components/entity/actor-name";
import { When } from "@/components/entity/when";
import { PlainText } from "@/components/plain-text/plain-text";
import { Button } from "@/components/ui/button";
import type { DismissedSuggestion, Entity } from "@/ipc/bindings";
import { useMayWrite } from "@/lib/may-write";
import { useDismiss } from "./use-dismiss";

type Props = { entity: Entity; dismissed: DismissedSuggestion[] };

/** What somebody dismissed and would be suggested still. */
export function DismissedSuggestions({ entity, dismissed }: Props) {
  const dismiss = useDismiss(entity);
  const mayWrite = useMayWrite();
  return (
    <details>
      <summary className="rounded text-sm text-ink-3">{dismissed.length} dismissed</summary>
      <ul className="mt-1.5 flex flex-col gap-1.5">
        {dismissed.map(({ suggestion, reason, actor, at }) => (
          <li key={`${suggestion.rule} ${suggestion.basis}`} className="flex items-start gap-2 text-sm">
            <div className="selectable min-w-0 flex-1">
              <p className="break-words text-ink-2">
                <PlainText text={suggestion.title} />
              </p>
              <p className="break-words text-ink-3">
                {reason && (
                  <>
                    <PlainText text={reason} /> ·{" "}
                  </>
                )}
                <ActorName actor={actor} />, <When at={at} />
              </p>
            </div>
            {mayWrite && (
              <Button
                variant="quiet"
                aria-label={`Suggest again: ${suggestion.title}`}
                onClick={() => void dismiss(suggestion, null)}
              >
                Suggest again
              </Button>
            )}
          </li>
        ))}
      </ul>
    </details>
  );
}
