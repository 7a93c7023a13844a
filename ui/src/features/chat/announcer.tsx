import { useEffect, useEffectEvent, useRef, useState } from "react";
import type { ConversationView } from "@/ipc/bindings";
import { count } from "@/lib/count";
import { sentence } from "@/lib/sentence";
import { finishedTo, spoken } from "@/components/assistant/finished-sentences";
import { waitingIn, wordsOf } from "./thread";

/** How long sentences are gathered before they are read out. */
const GATHER_MS = 1500;

/** Reads an answer out to screen readers sentence by sentence while it is written, and says how it ended. */
export function Announcer({ view }: { view: ConversationView | undefined }) {
  const [said, setSaid] = useState("");
  // How much of which answer was read out.
  const done = useRef<{ answers: string; to: number } | undefined>(undefined);
  const gathering = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const running = view?.running ?? undefined;
  const text = running ? wordsOf(running) : "";
  const whole = finishedTo(text);

  const read = useEffectEvent(() => {
    gathering.current = undefined;
    const from = done.current?.to ?? 0;
    if (!running || whole <= from) return;
    done.current = { answers: running.answers, to: whole };
    setSaid(spoken(text.slice(from, whole)));
  });

  const answers = running?.answers;
  useEffect(() => {
    if (answers === undefined) return;
    if (done.current?.answers !== answers) done.current = { answers, to: 0 };
    if (whole === 0) return;
    // Not begun anew by every token: a steady stream would then never be heard.
    gathering.current ??= setTimeout(() => read(), GATHER_MS);
  }, [answers, whole]);
  useEffect(() => () => clearTimeout(gathering.current), []);

  const last = running ? undefined : view?.messages.at(-1);
  const ended = useEffectEvent(() => {
    const heard = done.current;
    if (!heard || last?.from !== "assistant" || last.parent !== heard.answers) return;
    done.current = undefined;
    const waiting = waitingIn(last.parts, view?.confirmations ?? []).length;
    setSaid(
      [
        spoken(wordsOf(last).slice(heard.to)),
        last.ended ? sentence(last.ended) : "The answer is complete.",
        waiting > 0 ? `${count(waiting, "change")} still waiting for you.` : "",
      ]
        .filter(Boolean)
        .join(" "),
    );
  });
  const lastId = last?.id;
  useEffect(() => {
    if (lastId !== undefined) ended();
  }, [lastId]);

  return (
    <p aria-live="polite" className="sr-only">
      {said}
    </p>
  );
}
