import { useMemo } from "react";
import type { ChatFile, ContextChip, Profile } from "@/ipc/bindings";
import { draftText, keepDraftText, useDraftText } from "@/lib/draft-texts";
import { newId } from "@/lib/uuid";

/** A message that waits for the answer before it. */
export type QueuedMessage = {
  id: string;
  text: string;
  context: ContextChip[];
  files: ChatFile[];
  profile: Profile;
};

// Among the drafts, where the workspace keeps them, encrypted, for their member: closing the pane or the program loses
// nothing that was written.
const keyOf = (conversation: string) => `queue:${conversation}`;

/** The messages that wait in a conversation, followed. */
export function useQueue(conversation: string | null): readonly QueuedMessage[] {
  const [kept] = useDraftText(keyOf(conversation ?? ""));
  return useMemo(() => queueFrom(kept), [kept]);
}

export function queueOf(conversation: string | null): readonly QueuedMessage[] {
  return conversation === null ? [] : queueFrom(draftText(keyOf(conversation)));
}

export function enqueue(conversation: string, message: Omit<QueuedMessage, "id">) {
  setQueue(conversation, [...queueOf(conversation), { ...message, id: newId() }]);
}

export function setQueue(conversation: string, messages: readonly QueuedMessage[]) {
  keepDraftText(keyOf(conversation), messages.length === 0 ? "" : JSON.stringify(messages));
}

/** The queue as it was kept. What cannot be read, as of another version, is none. */
export function queueFrom(kept: string): readonly QueuedMessage[] {
  if (kept === "") return [];
  try {
    const read: unknown = JSON.parse(kept);
    return Array.isArray(read) ? read.filter(isQueued).map(whole) : [];
  } catch {
    return [];
  }
}

/** As it was kept, perhaps by a version that had no files and no choice of tools. */
type Kept = Pick<QueuedMessage, "id" | "text" | "context"> & Partial<QueuedMessage>;

function whole({ files = [], profile = "write", ...kept }: Kept): QueuedMessage {
  return { ...kept, files, profile };
}

function isQueued(each: unknown): each is Kept {
  const { id, text, context } = (each ?? {}) as Partial<Record<keyof QueuedMessage, unknown>>;
  return typeof id === "string" && typeof text === "string" && Array.isArray(context);
}
