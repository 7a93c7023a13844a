import { Copy, RotateCcw, TriangleAlert } from "lucide-react";
import { memo } from "react";
import { AiEdge, AiSign } from "@/components/assistant/ai-sign";
import { When } from "@/components/entity/when";
import { Button, IconButton } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { say, sayProblem } from "@/components/ui/toaster";
import type { ChatMessage, ChatUsage, ConfirmationCard, ContextChip } from "@/ipc/bindings";
import { dollars } from "@/lib/cost";
import { count, number } from "@/lib/count";
import { sentence } from "@/lib/sentence";
import { BranchArrows } from "./branch-arrows";
import { Feedback } from "./feedback";
import { Parts } from "./parts";
import { PinAnswer } from "./pin-answer";
import { StillWaiting } from "./still-waiting";
import { waitingIn, wordsOf, type Branch } from "./thread";
import { useOpenAiSettings } from "./use-open-ai-settings";

type Props = {
  conversation: string;
  message: ChatMessage;
  branch: Branch;
  confirmations: readonly ConfirmationCard[];
  /** What went with the message that it answers. */
  context: readonly ContextChip[];
  /** The entity in view. */
  inView: ContextChip | undefined;
  /** Whether another answer can be asked for now. */
  retriable: boolean;
  onRetry: (message: string) => void;
  onShow: (id: string) => void;
};

const NONE: readonly ContextChip[] = [];

/** An answer: what the model said and did, how it ended, what it cost, and what still waits for the person. */
export const Answer = memo(function Answer(props: Props) {
  const { conversation, message, branch, confirmations, context, inView, retriable, onRetry, onShow } = props;
  const doubtful = message.parts.reduce(
    (sum, part) => sum + (part.part === "text" ? part.unsupported.length : 0),
    0,
  );
  const text = wordsOf(message);
  return (
    <article aria-label="The assistant" className="flex flex-col gap-2">
      <AiEdge className="flex flex-col gap-2">
        <AiLabel />
        <Parts parts={message.parts} confirmations={confirmations} />
        {doubtful > 0 && (
          <p className="flex items-start gap-1.5 text-sm text-warn">
            <TriangleAlert size={13} className="mt-px shrink-0" aria-hidden />
            <span>
              {count(doubtful, "claim")} underlined: nothing that was read in this conversation bears{" "}
              {doubtful === 1 ? "it" : "them"} out.
            </span>
          </p>
        )}
        {message.ended && (
          <Ended
            text={message.ended}
            onRetry={retriable && message.parent !== null ? () => onRetry(message.parent ?? "") : undefined}
          />
        )}
        <StillWaiting waiting={waitingIn(message.parts, [...confirmations])} />
      </AiEdge>
      <div className="flex flex-wrap items-center gap-x-1.5 gap-y-1 pl-3.5 text-sm text-ink-3">
        <BranchArrows branch={branch} what="the answer" onShow={onShow} />
        {text !== "" && (
          <IconButton
            small
            label="Copy the answer"
            onClick={() => void navigator.clipboard.writeText(text).then(() => say("copied"), sayProblem)}
          >
            <Copy size={12} />
          </IconButton>
        )}
        <IconButton
          small
          label="Ask for another answer"
          disabled={!retriable || message.parent === null}
          onClick={() => message.parent !== null && onRetry(message.parent)}
        >
          <RotateCcw size={12} />
        </IconButton>
        <Feedback conversation={conversation} message={message.id} feedback={message.feedback} />
        {text !== "" && (
          <PinAnswer
            conversation={conversation}
            message={message.id}
            entities={context.length > 0 ? context : inView ? [inView] : NONE}
          />
        )}
        <span className="flex-1" />
        {message.usage && <Usage usage={message.usage} />}
        <When at={message.at} />
      </div>
    </article>
  );
});

/** Says of what follows that a machine wrote it. */
export function AiLabel({ step }: { step?: string | undefined }) {
  return (
    <p className="flex min-w-0 items-center gap-1.5 text-sm text-ink-3">
      <AiSign />
      <span className="shrink-0 font-medium text-ink-2">AI</span>
      {step && <span className="min-w-0 truncate">{step}</span>}
    </p>
  );
}

function Ended({ text, onRetry }: { text: string; onRetry: (() => void) | undefined }) {
  const openSettings = useOpenAiSettings();
  return (
    <Notice tone={/^stopped(\.| by you)/iu.test(text) ? "info" : "warn"}>
      <p>{sentence(text)}</p>
      <div className="mt-1.5 flex flex-wrap gap-1.5 empty:hidden">
        {onRetry && <Button onClick={onRetry}>Try again</Button>}
        {/settings/iu.test(text) && <Button onClick={openSettings}>AI settings</Button>}
      </div>
    </Notice>
  );
}

function Usage({ usage: { input, output, cost } }: { usage: ChatUsage }) {
  return (
    <span className="tabular-nums" title={`${number(input)} tokens read, ${number(output)} written`}>
      {number(input + output)} tokens{cost !== null && ` · ${dollars(cost)}`}
    </span>
  );
}
