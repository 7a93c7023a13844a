import { Square } from "lucide-react";
import { useState } from "react";
import { AiEdge } from "@/components/assistant/ai-sign";
import { Button } from "@/components/ui/button";
import { Spinner } from "@/components/ui/spinner";
import type { ConfirmationCard, RunningTurn } from "@/ipc/bindings";
import { sentence } from "@/lib/sentence";
import { AiLabel } from "./answer";
import { Parts } from "./parts";

type Props = {
  turn: RunningTurn;
  confirmations: readonly ConfirmationCard[];
  /** Whether the person stopped it and the core has not yet said that it ended. */
  stopping: boolean;
  onStop: () => void;
};

/** The answer that is being written. */
export function RunningAnswer({ turn, confirmations, stopping, onStop }: Props) {
  // What is still on its way when it is stopped is shown no more; what is kept of it the core says when it ended.
  const [frozen, setFrozen] = useState<RunningTurn>();
  if (stopping && !frozen) setFrozen(turn);
  if (!stopping && frozen) setFrozen(undefined);
  const shown = frozen ?? turn;
  return (
    <article aria-label="The assistant, answering" aria-busy className="flex flex-col gap-2">
      <AiEdge className="flex flex-col gap-2">
        <AiLabel />
        <Parts parts={shown.parts} confirmations={confirmations} growing={!stopping} />
        <div className="flex min-h-7 items-center gap-2 text-sm text-ink-3">
          <Spinner size={12} />
          <span className="min-w-0 flex-1 truncate">
            {sentence(stopping ? "stopping" : turn.step || "starting")}
          </span>
          <Button
            variant="quiet"
            aria-keyshortcuts="Escape"
            icon={<Square size={11} fill="currentColor" aria-hidden />}
            disabled={stopping}
            onClick={onStop}
          >
            Stop
          </Button>
        </div>
      </AiEdge>
    </article>
  );
}
