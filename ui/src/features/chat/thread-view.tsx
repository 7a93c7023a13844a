import { useQueryClient } from "@tanstack/react-query";
import { ArrowDown } from "lucide-react";
import { useEffect, useLayoutEffect, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { sayProblem } from "@/components/ui/toaster";
import type { ChatMessage, ContextChip, ConversationView, MessageSend } from "@/ipc/bindings";
import { count } from "@/lib/count";
import { useStore } from "@/lib/store";
import { useStable } from "@/lib/use-stable";
import { Answer } from "./answer";
import { choices, stopping } from "./chat-store";
import { PersonMessage } from "./person-message";
import { RunningAnswer } from "./running-answer";
import { retry, send, stop } from "./sending";
import { choicesFor, type Thread } from "./thread";
import { Unanswered } from "./unanswered";
import { useStickToEnd } from "./use-stick-to-end";

/** So many messages are made at first, and with every wish for earlier ones. */
const AT_ONCE = 40;

type Props = {
  view: ConversationView;
  thread: Thread;
  usable: boolean;
  /** The entity in view. */
  inView: ContextChip | undefined;
};

/** The branch that shows, its end in sight while one is there. */
export function ThreadView({ view, thread, usable, inView }: Props) {
  const client = useQueryClient();
  const scroller = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const { atEnd, toEnd } = useStickToEnd(scroller, content);
  const [most, setMost] = useState(AT_ONCE);
  const { turns, answeredHere } = thread;
  const running = view.running;
  const free = usable && !view.running;
  const id = view.head.id;
  const stopped = useStore(stopping).has(id);

  const show = useStable((message: string) => {
    choices.set(choicesFor(view.messages, message, choices.get()));
  });
  const onRetry = useStable((message: string) => void retry(client, id, message).catch(sayProblem));
  const onEdit = useStable((message: MessageSend) => void send(client, message).catch(sayProblem));

  // What the person just said is what they want to see, wherever they read before.
  const lastSaid = turns.findLast(({ message }) => message.from === "person")?.message.id;
  const seen = useRef(lastSaid);
  useEffect(() => {
    if (seen.current !== lastSaid && view.running?.answers === lastSaid) toEnd();
    seen.current = lastSaid;
  }, [lastSaid, view.running?.answers, toEnd]);

  // Earlier messages grow above: what is being read stays where it is.
  const before = useRef({ most, height: 0 });
  useLayoutEffect(() => {
    const element = scroller.current;
    if (element && before.current.most !== most)
      element.scrollTop += element.scrollHeight - before.current.height;
    before.current = { most, height: 0 };
  }, [most]);

  const last = turns.at(-1)?.message;
  const unanswered = last?.from === "person" ? last.id : undefined;
  const hidden = Math.max(0, turns.length - most);
  return (
    <div className="relative min-h-0 flex-1">
      <div
        ref={scroller}
        tabIndex={0}
        role="log"
        aria-live="off"
        aria-label={`Conversation: ${view.head.title}`}
        className="ring-inset-focus h-full overflow-y-auto overscroll-contain"
      >
        <div ref={content} className="flex flex-col gap-5 px-3 py-4">
          {hidden > 0 && (
            <Button
              className="self-center"
              onClick={() => {
                before.current = { most, height: scroller.current?.scrollHeight ?? 0 };
                setMost(most + AT_ONCE);
              }}
            >
              Show earlier messages ({count(hidden, "more", "more")})
            </Button>
          )}
          {turns.slice(hidden).map(({ message, branch }) => (
            <div key={message.id} className="message -m-1 p-1">
              {message.from === "person" ? (
                <PersonMessage
                  conversation={id}
                  message={message}
                  branch={branch}
                  editable={free}
                  answering={running?.answers === message.id}
                  onEdit={onEdit}
                  onShow={show}
                />
              ) : (
                <Answer
                  conversation={id}
                  message={message}
                  branch={branch}
                  confirmations={view.confirmations}
                  context={contextOf(message, turns)}
                  inView={inView}
                  retriable={free}
                  onRetry={onRetry}
                  onShow={show}
                />
              )}
            </div>
          ))}
          {!running && unanswered && <Unanswered onRetry={free ? () => onRetry(unanswered) : undefined} />}
          {running && answeredHere && (
            <RunningAnswer
              turn={running}
              confirmations={view.confirmations}
              stopping={stopped}
              onStop={() => void stop(client, id)}
            />
          )}
          {running && !answeredHere && (
            <p className="flex items-center gap-2 text-sm text-ink-3">
              <span className="flex-1">
                An answer is being written in another version of this conversation.
              </span>
              <Button onClick={() => show(running.answers)}>Show it</Button>
            </p>
          )}
        </div>
      </div>
      {!atEnd && (
        <Button
          className="absolute bottom-2 left-1/2 -translate-x-1/2 shadow-float"
          icon={<ArrowDown size={13} aria-hidden />}
          onClick={toEnd}
        >
          To the end
        </Button>
      )}
    </div>
  );
}

const NONE: readonly ContextChip[] = [];

/** What went with the message that an answer answers. */
function contextOf({ parent }: ChatMessage, turns: Thread["turns"]): readonly ContextChip[] {
  return turns.find(({ message }) => message.id === parent)?.message.context ?? NONE;
}
