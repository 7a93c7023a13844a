import { ArrowDown, Check } from "lucide-react";
import { useId, type Ref } from "react";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { Spinner } from "@/components/ui/spinner";
import { cx } from "@/lib/cx";

/** Names what is asked: the focus begins at an answer, and whoever hears the page has to hear to what. */
export const SENTENCE = "confirmation-sentence";

type Props = {
  destructive: boolean;
  approveLabel: string;
  /** Whether approving does something now. */
  ready: boolean;
  /** Why it does not yet, or what to know before. */
  says: string;
  /** Goes to where it is put right, if there is such a place. */
  onSays: (() => void) | undefined;
  /** Whether what is said is a problem. */
  wrong: boolean;
  busy: boolean;
  /** What has to be typed before it can be approved, if anything. */
  word: string | undefined;
  typed: string;
  onType: (typed: string) => void;
  /** Whether something of what is asked is out of sight below. */
  more: boolean;
  declineRef: Ref<HTMLButtonElement>;
  onDecline: () => void;
  onApprove: () => void;
  onLater: () => void;
};

/** The answers. No comes first and is the one that a hasty key gives. */
export function AnswerBar(props: Props) {
  const { destructive, approveLabel, ready, says, wrong, busy, more, declineRef } = props;
  const saying = useId();
  return (
    <footer className="relative flex shrink-0 flex-wrap items-center justify-end gap-2 border-t bg-side px-4 py-3">
      {more && (
        <span
          aria-hidden
          className="pointer-events-none absolute -top-7 left-1/2 -ml-12 flex h-5 w-24 items-center justify-center gap-1 rounded-full border border-line-2 bg-raised text-xs text-ink-2"
        >
          <ArrowDown size={11} />
          More below
        </span>
      )}
      {props.word !== undefined && <TypeFirst word={props.word} typed={props.typed} onType={props.onType} />}
      {says !== "" && (
        <p
          id={saying}
          className={cx(
            "flex min-h-5 min-w-40 flex-1 items-center gap-1.5 text-sm",
            wrong ? "text-danger" : "text-ink-3",
          )}
        >
          {busy && <Spinner size={13} />}
          {props.onSays ? (
            <button
              type="button"
              onClick={props.onSays}
              className="rounded text-left text-link underline decoration-line-2 underline-offset-2 hover:decoration-current"
            >
              {says}
            </button>
          ) : (
            says
          )}
        </p>
      )}
      <Button large variant="quiet" data-answer onClick={props.onLater}>
        Later
      </Button>
      <Button
        large
        data-answer
        ref={declineRef}
        aria-disabled={busy}
        aria-describedby={SENTENCE}
        // Seen also when the window took the focus by itself: it is what a key would press.
        className="focus:outline-2 focus:outline-offset-2 focus:outline-focus"
        onClick={props.onDecline}
      >
        Decline
      </Button>
      <Button
        large
        data-answer
        aria-disabled={!ready}
        aria-describedby={says === "" ? undefined : saying}
        variant={destructive ? "destructive" : "primary"}
        // Not disabled: the focus would fall out of the window each time that something else is shown.
        onClick={() => ready && props.onApprove()}
        onKeyDown={(event) => {
          if (destructive && event.key === "Enter") event.preventDefault();
        }}
      >
        {approveLabel}
      </Button>
    </footer>
  );
}

const refuse = (event: { preventDefault: () => void }) => event.preventDefault();

type TypeFirstProps = { word: string; typed: string; onType: (typed: string) => void };

/** Whoever types what goes, or of how many, knows it. What is pasted was not read. */
function TypeFirst({ word, typed, onType }: TypeFirstProps) {
  const id = useId();
  const done = typed.trim().toLowerCase() === word.toLowerCase();
  return (
    <p className="flex w-full flex-wrap items-center gap-x-2 gap-y-1">
      <label htmlFor={id}>
        Type <strong className="font-mono font-semibold">{word}</strong> to approve
      </label>
      <Input
        id={id}
        value={typed}
        autoComplete="off"
        spellCheck={false}
        data-must-type
        onPaste={refuse}
        onDrop={refuse}
        onChange={(event) => onType(event.target.value)}
        className="w-36"
      />
      {done && (
        <span role="status" className="flex items-center gap-1 text-sm text-good">
          <Check size={13} aria-hidden />
          Typed
        </span>
      )}
    </p>
  );
}
