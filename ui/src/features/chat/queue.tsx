import { Pencil, X } from "lucide-react";
import { useState } from "react";
import { Button, IconButton } from "@/components/ui/button";
import { EditText } from "./edit-text";
import { setQueue, type QueuedMessage } from "./kept-queue";

/** An answer, a person because the answer before broke off, or a person because the program was closed meanwhile. */
type WaitFor = "answer" | "broken" | "kept";

const WORDS: Record<WaitFor, string> = {
  answer: "Queued: sent when the answer is complete",
  broken: "Queued: the answer before did not come to its end",
  kept: "Queued: next to be sent",
};

type Props = {
  conversation: string;
  messages: readonly QueuedMessage[];
  /** What they wait for. */
  waitFor: WaitFor;
  /** Whether the first can be sent at once. */
  sendable: boolean;
  onSend: () => void;
};

/** Messages that are sent one after the other when an answer is complete; each can be changed or taken back. */
export function Queue({ conversation, messages, waitFor, sendable, onSend }: Props) {
  const [editing, setEditing] = useState<string>();
  if (messages.length === 0) return null;
  return (
    <section
      aria-label="Queued messages"
      className="flex flex-col gap-1 rounded-md border border-dashed border-line-2 p-2"
    >
      <div className="flex min-h-6 items-center gap-2 text-sm text-ink-3">
        <span className="flex-1">{WORDS[waitFor]}</span>
        {sendable && <Button onClick={onSend}>Send now</Button>}
      </div>
      <ol className="flex flex-col gap-1">
        {messages.map((message) => (
          <li key={message.id} className="flex items-start gap-1">
            {editing === message.id ? (
              <EditText
                label="Queued message"
                text={message.text}
                act="Keep"
                onCancel={() => setEditing(undefined)}
                onDone={(text) => {
                  setEditing(undefined);
                  setQueue(
                    conversation,
                    messages.map((each) => (each.id === message.id ? { ...each, text } : each)),
                  );
                }}
              />
            ) : (
              <>
                <p className="selectable line-clamp-3 min-w-0 flex-1 break-words whitespace-pre-wrap">
                  {message.text}
                  {message.context.length > 0 && (
                    <span className="text-sm text-ink-3">
                      {" "}
                      with {message.context.map(({ reference }) => reference).join(", ")}
                    </span>
                  )}
                  {message.files.length > 0 && (
                    <span className="text-sm text-ink-3">
                      {" "}
                      and {message.files.map(({ name }) => name).join(", ")}
                    </span>
                  )}
                  {message.profile === "ask" && <span className="text-sm text-ink-3"> (Ask)</span>}
                </p>
                <IconButton small label="Change the queued message" onClick={() => setEditing(message.id)}>
                  <Pencil size={12} />
                </IconButton>
                <IconButton
                  small
                  label="Take the queued message back"
                  onClick={() =>
                    setQueue(
                      conversation,
                      messages.filter(({ id }) => id !== message.id),
                    )
                  }
                >
                  <X size={12} />
                </IconButton>
              </>
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}
