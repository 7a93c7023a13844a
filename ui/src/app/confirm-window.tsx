import { ChevronLeft, ChevronRight } from "lucide-react";
import { useEffect, useState, type KeyboardEvent, type MouseEvent } from "react";
import { Button, IconButton } from "@/components/ui/button";
import { Empty } from "@/components/ui/notice";
import { sayProblem } from "@/components/ui/toaster";
import { Confirmation } from "@/features/confirm/confirmation";
import { NO_DRAFT, type Draft } from "@/features/confirm/edits";
import type { ConfirmationCard } from "@/ipc/bindings";
import { call } from "@/ipc/call";
import { useEvent } from "@/ipc/events";
import { useCommand } from "@/ipc/use-command";
import { count, number } from "@/lib/count";
import { isComposing, isEditable } from "@/lib/keys";

/** Where a person answers what the assistant asks, in a window of its own. */
export function ConfirmWindow() {
  const { data, error, refetch } = useCommand("confirmation_list", {});
  const [id, setId] = useState<string>();
  const [drafts, setDrafts] = useState<Readonly<Record<string, Draft>>>({});
  const [ended, setEnded] = useState<Readonly<Record<string, ConfirmationCard>>>({});
  // The list may still name one whose end is known.
  const waiting = (data?.confirmations ?? []).filter((card) => !ended[card.id]);
  // It stays when it is answered: what is shown changes by the person's own act only.
  const [oldest] = waiting;
  if (id === undefined && oldest) setId(oldest.id);
  const at = waiting.findIndex((card) => card.id === id);

  const forget = () => {
    setId(undefined);
    setDrafts({});
    setEnded({});
  };
  const hide = () => {
    if (id !== undefined && at < 0) forget();
    void call("confirmation_hide", {}).catch(sayProblem);
  };
  const go = (place: number) => {
    const next = waiting[place];
    if (next) setId(next.id);
  };

  useEvent("confirmation_shown", (event) => {
    // Who is writing here is not led elsewhere; the one that came is counted beside.
    const writing = at >= 0 && document.hasFocus() && isEditable(document.activeElement);
    if (!writing) setId(event.id);
  });
  useEvent("confirmation_changed", ({ card }) => {
    if (card.state !== "pending") setEnded((before) => ({ ...before, [card.id]: card }));
  });
  useEvent("app_state_changed", forget);

  // Asking is what lets the core find that one is too late; nobody else may ask while this waits.
  const soonest = Math.min(...waiting.map((card) => card.expires_at));
  useEffect(() => {
    if (!Number.isFinite(soonest)) return;
    const timer = setTimeout(() => void refetch(), Math.max(soonest - Date.now(), 0) + 1000);
    return () => clearTimeout(timer);
  }, [soonest, refetch]);

  useEffect(() => {
    const onKeyDown = (event: globalThis.KeyboardEvent) => {
      if (event.key !== "Escape" || isComposing(event) || event.defaultPrevented) return;
      event.preventDefault();
      void call("confirmation_hide", {}).catch(sayProblem);
    };
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, []);

  return (
    <main
      className="flex h-full flex-col"
      onKeyDownCapture={refuseHeldKey}
      onClickCapture={refuseSecondClick}
    >
      <header className="flex h-11 shrink-0 items-center gap-1 border-b px-4">
        <h1 className="min-w-0 flex-1 truncate text-lg font-semibold">Waiting for your answer</h1>
        {waiting.length > 1 && at >= 0 && (
          <nav aria-label="What waits for you" className="flex items-center gap-1">
            <IconButton label="Previous" disabled={at === 0} onClick={() => go(at - 1)}>
              <ChevronLeft size={16} />
            </IconButton>
            <span aria-live="polite" className="text-ink-2 tabular-nums">
              {number(at + 1)} of {number(waiting.length)}
            </span>
            <IconButton label="Next" disabled={at === waiting.length - 1} onClick={() => go(at + 1)}>
              <ChevronRight size={16} />
            </IconButton>
          </nav>
        )}
      </header>
      {id !== undefined ? (
        <Confirmation
          key={id}
          id={id}
          ended={ended[id]}
          draft={drafts[id] ?? NO_DRAFT}
          onDraft={(draft) => setDrafts((before) => ({ ...before, [id]: draft }))}
          others={at < 0 ? waiting.length : waiting.length - 1}
          onEnded={(card) => setEnded((before) => ({ ...before, [card.id]: card }))}
          onNext={() => go(0)}
          onClose={hide}
        />
      ) : error ? (
        <Empty
          title="What waits for you cannot be read"
          actions={<Button onClick={() => void refetch()}>Try again</Button>}
        >
          {error.message}
        </Empty>
      ) : data ? (
        <Empty
          title="Nothing waits for you"
          actions={
            <Button autoFocus onClick={hide}>
              Close
            </Button>
          }
        >
          When the assistant wants to change something, it asks here first. Nothing is changed without your
          answer.
        </Empty>
      ) : (
        <div aria-busy className="flex-1" />
      )}
      <p className="sr-only" role="status">
        {waiting.length > 1 ? `${count(waiting.length, "question")} wait for you` : ""}
      </p>
    </main>
  );
}

/** A key that is held down presses once: what follows under it must not be pressed, too. */
function refuseHeldKey(event: KeyboardEvent) {
  const button = event.target instanceof Element && event.target.closest("button");
  if (button && event.repeat && (event.key === "Enter" || event.key === " ")) event.preventDefault();
}

/** The second click of two may hit an answer that came under the pointer in between. */
function refuseSecondClick(event: MouseEvent) {
  const answer = event.target instanceof Element && event.target.closest("[data-answer]");
  if (!answer || event.detail < 2) return;
  event.preventDefault();
  event.stopPropagation();
}
