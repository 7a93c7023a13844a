import { CircleAlert, CircleCheck, CircleX, Clock, History, type LucideIcon } from "lucide-react";
import { PlainText } from "@/components/plain-text/plain-text";
import { Button } from "@/components/ui/button";
import type { Answered, ConfirmationCard } from "@/ipc/bindings";
import { number } from "@/lib/count";
import { cx } from "@/lib/cx";
import { sentence } from "@/lib/sentence";

type End = { Icon: LucideIcon; look: string; title: string; means: string; note: string };

const ENDS: Record<Exclude<Answered, "pending">, End> = {
  executed: {
    Icon: CircleCheck,
    look: "text-good",
    title: "Done",
    means: "It was carried out as you approved it.",
    note: "You said",
  },
  declined: {
    Icon: CircleX,
    look: "text-ink-3",
    title: "Declined",
    means: "Nothing was changed. Whoever asked is told so.",
    note: "You said",
  },
  expired: {
    Icon: Clock,
    look: "text-warn",
    title: "Too late",
    means: "It was not answered in time, so nothing was changed. It can be asked for again.",
    note: "Why",
  },
  stale: {
    Icon: History,
    look: "text-warn",
    title: "Not done: something changed in the meantime",
    means:
      "What was shown is no longer what would happen, so nothing was changed. It can be asked for again.",
    note: "What changed",
  },
  failed: {
    Icon: CircleAlert,
    look: "text-danger",
    title: "Not done: it could not be carried out",
    means: "Nothing was changed.",
    note: "Why",
  },
};

type Props = {
  card: ConfirmationCard;
  /** How many others wait. */
  waiting: number;
  onNext: () => void;
  onClose: () => void;
};

/** What became of a confirmation. */
export function Ended({ card, waiting, onNext, onClose }: Props) {
  if (card.state === "pending") return null;
  const { Icon, look, title, means, note } = ENDS[card.state];
  const next = waiting > 0;
  return (
    <>
      <div className="flex min-h-0 flex-1 flex-col items-center justify-center gap-2 overflow-y-auto p-8 text-center">
        <Icon size={28} className={look} aria-hidden />
        <div role="status">
          <h2 className="text-lg font-semibold">{title}</h2>
        </div>
        <p className="selectable max-w-[60ch]">
          <PlainText
            text={sentence(card.sentence)}
            className={cx(card.state !== "executed" && "text-ink-2")}
          />
        </p>
        <p className="max-w-[60ch] text-ink-2">
          {means}
          {card.change_set !== null && " Undo in the main window takes all of it back."}
        </p>
        {card.note && (
          <p className="selectable max-w-[60ch] rounded-md border bg-sunken px-3 py-2">
            <span className="text-ink-3">{note}: </span>
            <PlainText text={sentence(card.note)} />
          </p>
        )}
      </div>
      <footer className="flex shrink-0 items-center justify-end gap-2 border-t bg-side px-4 py-3">
        <Button large data-answer autoFocus={!next} onClick={onClose}>
          Close
        </Button>
        {next && (
          <Button large data-answer variant="primary" autoFocus onClick={onNext}>
            Next: {number(waiting)} {waiting === 1 ? "waits" : "wait"}
          </Button>
        )}
      </footer>
    </>
  );
}
