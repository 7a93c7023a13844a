import { useEffect, useRef, useState } from "react";
import { Notice } from "@/components/ui/notice";
import { Button } from "@/components/ui/button";
import type { ConfirmationCard } from "@/ipc/bindings";
import { asFailure, call, type CommandFailure } from "@/ipc/call";
import { useEvent } from "@/ipc/events";
import { isEditable } from "@/lib/keys";
import { sentence } from "@/lib/sentence";
import { AnswerBar } from "./answer-bar";
import { isUnreadable, isWordTyped, stepLines, toType, type Draft } from "./edits";
import { Ended } from "./ended";
import { Question } from "./question";
import { useArmed } from "./use-armed";
import { useLook } from "./use-look";
import { useMoreBelow } from "./use-more-below";

type Props = {
  id: string;
  /** What became of it, once it is known. */
  ended: ConfirmationCard | undefined;
  draft: Draft;
  onDraft: (draft: Draft) => void;
  /** How many others wait. */
  others: number;
  onEnded: (card: ConfirmationCard) => void;
  onNext: () => void;
  onClose: () => void;
};

/** One confirmation, from the question to what became of it. */
export function Confirmation({ id, ended, draft, onDraft, others, onEnded, onNext, onClose }: Props) {
  const { first, now, edits, settled, problem, error, again } = useLook(id, draft);
  const [answering, setAnswering] = useState<"approve" | "decline">();
  const [refused, setRefused] = useState<CommandFailure>();
  // At once, not with the next drawing: a double click and a held key come sooner than that.
  const answered = useRef(false);
  const decline = useRef<HTMLButtonElement>(null);
  const armed = useArmed(now && settled ? now.digest : undefined);
  const [scroller, more] = useMoreBelow();
  const asked = first !== undefined;

  useEffect(() => {
    if (asked) focusOn(decline.current);
  }, [asked]);
  useEvent("confirmation_shown", () => focusOn(decline.current));

  const card = ended ?? (first && first.card.state !== "pending" ? first.card : undefined);
  if (card) return <Ended card={card} waiting={others} onNext={onNext} onClose={onClose} />;
  if (error) return <Unseen error={error} onAgain={again} onNext={others > 0 ? onNext : undefined} />;
  // The question's room, so that nothing jumps when it comes.
  if (!first || !now) return <div aria-busy className="flex-1" />;

  const unreadable = first.arguments.some((argument) => isUnreadable(argument, draft.texts[argument.path]));
  const open = toType(now);
  // While the core is asked about another choice, its last answer says nothing about the steps of this one.
  const current = draft.drop.toSorted().join() === edits.drop.join();
  const lines = stepLines(first.steps, current ? now.steps : [], draft.drop);
  const named = isWordTyped(now, draft.word);
  const ready = armed && !unreadable && open.length === 0 && named && !problem && !answering;

  async function answer(approve: boolean) {
    if (answered.current || !now) return;
    answered.current = true;
    setAnswering(approve ? "approve" : "decline");
    setRefused(undefined);
    try {
      const kept = approve ? edits : { set: {}, drop: [] };
      const note = draft.note.trim();
      const typed = approve ? draft.word : "";
      onEnded(
        await call("confirmation_resolve", { id, approve, digest: now.digest, edits: kept, typed, note }),
      );
    } catch (failure) {
      setRefused(asFailure(failure));
      // It may be answered again, and what is shown may no longer be what would happen.
      again();
    } finally {
      answered.current = false;
      setAnswering(undefined);
    }
  }

  const says = answering
    ? answering === "approve"
      ? "Carrying it out"
      : "Passing your answer on"
    : problem
      ? sentence(problem.message)
      : open.length > 0
        ? `Type it yourself first: ${open.map(sentence).join(", ")}`
        : unreadable
          ? "Something typed above cannot be read"
          : !named
            ? `Type ${now.type_first ?? ""} first`
            : !settled
              ? "Looking at what that would do"
              : first.card.sentence !== now.card.sentence || now.digest !== first.digest
                ? "You approve it with your changes"
                : now.destructive
                  ? "Approving needs a click or Space"
                  : "";

  return (
    <>
      <div ref={scroller} className="min-h-0 flex-1 overflow-y-auto">
        <div className="flex flex-col gap-4 p-4">
          {refused && (
            <Notice tone="danger" title="Your answer was not taken">
              {refused.message}
            </Notice>
          )}
          <Question first={first} now={now} lines={lines} draft={draft} onDraft={onDraft} />
        </div>
      </div>
      <AnswerBar
        destructive={now.destructive}
        approveLabel={approveLabel(lines)}
        ready={ready}
        says={says}
        onSays={!problem && !answering && (open.length > 0 || !named) ? goToType : undefined}
        word={now.type_first ?? undefined}
        typed={draft.word}
        onType={(word) => onDraft({ ...draft, word })}
        more={more}
        wrong={problem !== undefined}
        busy={answering !== undefined}
        declineRef={decline}
        onDecline={() => void answer(false)}
        onApprove={() => void answer(true)}
        onLater={onClose}
      />
    </>
  );
}

/** Who is writing here keeps on writing. */
function focusOn(button: HTMLButtonElement | null) {
  if (!isEditable(document.activeElement)) button?.focus();
}

/** Goes to the first value that has to be typed and is not. */
function goToType() {
  const fields = [...document.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>("[data-must-type]")];
  (fields.find(({ value }) => value.trim() === "") ?? fields.at(-1))?.focus();
}

function approveLabel(lines: ReturnType<typeof stepLines>): string {
  const kept = lines.filter((line) => line.kept).length;
  if (lines.length <= 1) return "Approve";
  return kept === lines.length ? `Approve all ${kept}` : `Approve ${kept} of ${lines.length}`;
}

type UnseenProps = { error: CommandFailure; onAgain: () => void; onNext: (() => void) | undefined };

function Unseen({ error, onAgain, onNext }: UnseenProps) {
  return (
    <div className="flex-1 p-4">
      <Notice
        tone="danger"
        title="This cannot be shown, so it cannot be approved"
        actions={
          <>
            <Button onClick={onAgain}>Try again</Button>
            {onNext && <Button onClick={onNext}>Next</Button>}
          </>
        }
      >
        {error.message}
      </Notice>
    </div>
  );
}
