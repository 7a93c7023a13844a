import type { ChatPart, ConfirmationCard } from "@/ipc/bindings";
import { AnswerText } from "./answer-text";
import { Fold } from "@/components/assistant/fold";
import { ToolCard } from "./tool-card";

type Props = {
  parts: readonly ChatPart[];
  confirmations: readonly ConfirmationCard[];
  /** Whether the last of them is still being written. */
  growing?: boolean;
};

/** What the model said and did, in order. */
export function Parts({ parts, confirmations, growing }: Props) {
  return parts.map((part, index) => {
    switch (part.part) {
      case "text":
        return <AnswerText key={index} text={part.text} unsupported={part.unsupported} />;
      case "thinking":
        return (
          <Fold key={index} title={growing && index === parts.length - 1 ? "Thinking…" : "What it thought"}>
            {() => (
              <p className="selectable border-l border-line-2 py-1 pl-3 text-sm break-words whitespace-pre-wrap text-ink-3">
                {part.text}
              </p>
            )}
          </Fold>
        );
      case "tool":
        return (
          <ToolCard
            key={index}
            tool={part}
            confirmation={confirmations.find(({ id }) => id === part.confirmation)}
            growing={growing === true}
          />
        );
    }
  });
}
