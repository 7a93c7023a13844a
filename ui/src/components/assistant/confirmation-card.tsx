import { Undo2 } from "lucide-react";
import { useState } from "react";
import { PlainText } from "@/components/plain-text/plain-text";
import { Button } from "@/components/ui/button";
import { say, sayProblem } from "@/components/ui/toaster";
import { When } from "@/components/entity/when";
import type { ChangeSetId, ConfirmationCard as Card } from "@/ipc/bindings";
import { call } from "@/ipc/call";
import { cx } from "@/lib/cx";
import { sentence } from "@/lib/sentence";
import { createStore, useStore } from "@/lib/store";
import { answeredLook } from "./answered-words";

// What was taken back from here. The card itself only says that it was done.
const takenBack = createStore<ReadonlySet<ChangeSetId>>(new Set());

/** What was asked for and how it stands. It is answered in the confirmation window only. */
export function ConfirmationCard({ card, className }: { card: Card; className?: string }) {
  const { label, Icon, tone } = answeredLook(card.state);
  const back = useStore(takenBack).has(card.change_set ?? "");
  return (
    <section
      aria-label={`Asked for: ${card.sentence}`}
      className={cx("flex flex-col gap-1.5 rounded-md border border-line-2 bg-raised px-3 py-2", className)}
    >
      <p className="selectable">
        <PlainText text={sentence(card.sentence)} />
      </p>
      {card.note && (
        <p className="selectable text-sm break-words text-ink-2">
          <PlainText text={card.state === "declined" ? `You said: ${card.note}` : sentence(card.note)} />
        </p>
      )}
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5">
        <span className={cx("flex items-center gap-1.5 text-sm font-medium", tone)}>
          <Icon size={13} aria-hidden />
          {back ? "Done, then taken back" : label}
        </span>
        {card.state === "pending" && (
          <span className="text-sm text-ink-3">
            asked <When at={card.opened_at} />
          </span>
        )}
        <span className="flex-1" />
        {card.state === "pending" && <ReviewButton card={card} />}
        {card.state === "executed" && card.change_set && !back && <UndoButton changeSet={card.change_set} />}
      </div>
    </section>
  );
}

/** Brings the confirmation window up, the only place where it can be answered. */
export function ReviewButton({ card }: { card: Card }) {
  return (
    <Button
      aria-label={`Review: ${card.sentence}`}
      onClick={() => call("confirmation_show", { id: card.id }).catch(sayProblem)}
    >
      Review…
    </Button>
  );
}

function UndoButton({ changeSet }: { changeSet: ChangeSetId }) {
  const [busy, setBusy] = useState(false);
  async function undo() {
    setBusy(true);
    try {
      const { summary, kept } = await call("change_set_undo", { change_set: changeSet });
      if (summary === null) say("there was nothing left to take back");
      else
        say(summary, undefined, kept.length > 0 ? `Later changes were kept: ${kept.join("; ")}` : undefined);
      takenBack.set(new Set([...takenBack.get(), changeSet]));
    } catch (error) {
      sayProblem(error);
    } finally {
      setBusy(false);
    }
  }
  return (
    <Button icon={<Undo2 size={13} aria-hidden />} disabled={busy} onClick={() => void undo()}>
      Undo
    </Button>
  );
}
