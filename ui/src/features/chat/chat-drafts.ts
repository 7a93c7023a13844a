import { useEffect } from "react";
import { sayProblem } from "@/components/ui/toaster";
import { call } from "@/ipc/call";
import { draftText, keepDraftText, useDraftText } from "@/lib/draft-texts";
import { createStore, useStore } from "@/lib/store";

/** How long a text is let change before it is kept. */
const KEEP_MS = 400;

/** The composer of a conversation that is not begun has no conversation to keep its text. */
const UNBEGUN = "chat";

// What was typed in this window, by conversation; what the core keeps shows where nothing was.
const typed = createStore<ReadonlyMap<string, string>>(new Map());
const waiting = new Map<string, ReturnType<typeof setTimeout>>();
let failed = false;

/** The text begun in a conversation, and the way to change it. Outlives the window. */
export function useChatDraft(
  conversation: string | null,
  kept: string | null | undefined,
): [string, (text: string) => void] {
  const [unbegun] = useDraftText(UNBEGUN);
  const known = useStore(typed).get(conversation ?? "");
  const text = conversation === null ? unbegun : (known ?? kept ?? "");
  return [text, (next) => keepChatDraft(conversation, next)];
}

/** Shows a text at once and keeps it when it has not changed for a moment. */
export function keepChatDraft(conversation: string | null, text: string) {
  if (conversation === null) {
    keepDraftText(UNBEGUN, text);
    return;
  }
  typed.set(new Map(typed.get()).set(conversation, text));
  clearTimeout(waiting.get(conversation));
  if (text === "") void save(conversation);
  else
    waiting.set(
      conversation,
      setTimeout(() => void save(conversation), KEEP_MS),
    );
}

/** What is typed in a conversation now. */
export function chatDraft(conversation: string | null): string {
  return conversation === null ? draftText(UNBEGUN) : (typed.get().get(conversation) ?? "");
}

/** Keeps at once what still waits. */
export async function flushChatDrafts() {
  await Promise.all([...waiting.keys()].map(save));
}

/** Forgets a conversation that is no more. */
export function dropChatDraft(conversation: string) {
  clearTimeout(waiting.get(conversation));
  waiting.delete(conversation);
  const next = new Map(typed.get());
  next.delete(conversation);
  typed.set(next);
}

async function save(id: string) {
  clearTimeout(waiting.get(id));
  waiting.delete(id);
  try {
    await call("conversation_draft", { id, text: typed.get().get(id) ?? "" });
    failed = false;
  } catch (error) {
    // Said once, not with every word typed.
    if (!failed) sayProblem(error);
    failed = true;
  }
}

/** Keeps what waits before the window closes, and lets nothing stay when another workspace is opened. */
export function useChatDraftKeeping() {
  useEffect(() => {
    const leave = () => void flushChatDrafts();
    window.addEventListener("pagehide", leave);
    document.addEventListener("visibilitychange", leave);
    return () => {
      window.removeEventListener("pagehide", leave);
      document.removeEventListener("visibilitychange", leave);
      for (const timer of waiting.values()) clearTimeout(timer);
      waiting.clear();
      typed.set(new Map());
    };
  }, []);
}
