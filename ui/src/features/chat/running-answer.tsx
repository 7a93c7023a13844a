import { useState } from "react";
import { AiEdge } from "@/components/assistant/ai-sign";
import { RunningLine } from "@/components/assistant/running-line";
import type { ConfirmationCard, RunningTurn } from "@/ipc/bindings";
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
        <RunningLine step={turn.step} stopping={stopping} onStop={onStop} shortcut="Escape" />
      </AiEdge>
    </article>
  );
}
