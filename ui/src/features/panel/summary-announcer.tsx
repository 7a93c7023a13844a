import { useEffect, useEffectEvent, useRef, useState } from "react";
import { finishedTo, spoken } from "@/components/assistant/finished-sentences";
import type { SummaryRunning } from "@/ipc/bindings";

/** How long sentences are gathered before they are read out. */
const GATHER_MS = 1500;

type Props = {
  running: SummaryRunning | null;
  /** When the kept one was written last: another time at the end says that something came of it. */
  writtenAt: number | undefined;
};

/** Reads a summary out to screen readers sentence by sentence while it is written, and says that it is. */
export function SummaryAnnouncer({ running, writtenAt }: Props) {
  const [said, setSaid] = useState("");
  /** What was read out of the one that is written; absent while none is. */
  const heard = useRef<{ before: number | undefined; text: string; to: number } | undefined>(undefined);
  const gathering = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const text = running?.sentences.map((each) => each.text).join("\n");
  const whole = text === undefined ? undefined : finishedTo(text);

  const read = useEffectEvent(() => {
    gathering.current = undefined;
    const done = heard.current;
    if (!done || text === undefined || whole === undefined || whole <= done.to) return;
    setSaid(spoken(text.slice(done.to, whole)));
    done.to = whole;
  });
  const end = useEffectEvent(() => {
    const done = heard.current;
    if (!done) return;
    heard.current = undefined;
    clearTimeout(gathering.current);
    gathering.current = undefined;
    // What failed is said where it shows, and who stopped it knows.
    if (writtenAt !== done.before)
      setSaid(`${spoken(done.text.slice(done.to))} The summary is written.`.trim());
  });
  const hear = useEffectEvent((now: string): number => {
    heard.current ??= { before: writtenAt, text: now, to: 0 };
    heard.current.text = now;
    return heard.current.to;
  });
  useEffect(() => {
    if (text === undefined || whole === undefined) {
      end();
      return;
    }
    // Not begun anew by every token: a steady stream would then never be heard.
    if (whole > hear(text)) gathering.current ??= setTimeout(() => read(), GATHER_MS);
  }, [text, whole]);
  useEffect(() => () => clearTimeout(gathering.current), []);

  return (
    <p aria-live="polite" className="sr-only">
      {said}
    </p>
  );
}
