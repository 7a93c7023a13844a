import { ThumbsDown, ThumbsUp } from "lucide-react";
import { useState } from "react";
import { Button, IconButton } from "@/components/ui/button";
import { TextArea } from "@/components/ui/input";
import { sayProblem } from "@/components/ui/toaster";
import type { ChatFeedback } from "@/ipc/bindings";
import { call } from "@/ipc/call";
import { cx } from "@/lib/cx";
import { isComposing } from "@/lib/keys";

type Props = { conversation: string; message: string; feedback: ChatFeedback | null };

/** Whether an answer helped, with a comment. It stays here. */
export function Feedback({ conversation, message, feedback }: Props) {
  const [given, setGiven] = useState(feedback);
  const [seen, setSeen] = useState(feedback);
  const [commenting, setCommenting] = useState(false);
  if (seen !== feedback) {
    setSeen(feedback);
    setGiven(feedback);
  }

  function give(next: ChatFeedback | null) {
    const before = given;
    setGiven(next);
    call("message_feedback", { conversation, message, feedback: next }).catch((error) => {
      setGiven(before);
      sayProblem(error);
    });
  }

  function press(up: boolean) {
    const takesBack = given?.up === up;
    give(takesBack ? null : { up, comment: "" });
    setCommenting(!takesBack);
  }

  return (
    <>
      <Thumb up chosen={given?.up === true} onPress={() => press(true)} />
      <Thumb up={false} chosen={given?.up === false} onPress={() => press(false)} />
      {given && !commenting && given.comment !== "" && (
        <button
          type="button"
          onClick={() => setCommenting(true)}
          className="min-w-0 truncate rounded text-sm text-ink-3 hover:text-ink"
          title="Change the comment"
        >
          “{given.comment}”
        </button>
      )}
      {given && commenting && (
        <Comment
          feedback={given}
          onDone={(comment) => {
            setCommenting(false);
            if (comment !== undefined && comment !== given.comment) give({ ...given, comment });
          }}
        />
      )}
    </>
  );
}

function Thumb({ up, chosen, onPress }: { up: boolean; chosen: boolean; onPress: () => void }) {
  const Icon = up ? ThumbsUp : ThumbsDown;
  return (
    <IconButton
      small
      label={up ? "This helped" : "This did not help"}
      aria-pressed={chosen}
      onClick={onPress}
      className={cx(chosen && "text-accent")}
    >
      <Icon size={12} {...(chosen ? { fill: "currentColor" } : {})} />
    </IconButton>
  );
}

function Comment({ feedback, onDone }: { feedback: ChatFeedback; onDone: (comment?: string) => void }) {
  const [text, setText] = useState(feedback.comment);
  return (
    <form
      className="flex w-full flex-col gap-1.5"
      onSubmit={(event) => {
        event.preventDefault();
        onDone(text.trim());
      }}
    >
      <TextArea
        autoFocus
        aria-label={feedback.up ? "What helped" : "What was wrong"}
        placeholder={feedback.up ? "What helped? (optional)" : "What was wrong? (optional)"}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (isComposing(event.nativeEvent)) return;
          if (event.key === "Escape") onDone();
          else if (event.key === "Enter" && !event.shiftKey) onDone(text.trim());
          else return;
          event.preventDefault();
          event.stopPropagation();
        }}
      />
      <div className="flex items-center gap-1.5">
        <span className="flex-1 text-sm text-ink-3">It stays in this workspace.</span>
        <Button onClick={() => onDone()}>No comment</Button>
        <Button type="submit" variant="primary">
          Keep
        </Button>
      </div>
    </form>
  );
}
