import type { TimelineKind, TitleOf } from "@/ipc/bindings";
import { createStore, useStore } from "@/lib/store";

/** What was begun to be written. */
export type Draft = { kind: TimelineKind; text: string; alsoOn: TitleOf[] };

// Kept while the window lives, never on disk: a draft is content, and content belongs into the workspace's file.
const drafts = createStore<ReadonlyMap<string, Draft>>(new Map());

/**
 * The draft of a composer, by the entity and the audience it is written for. What was written for the team alone can
 * so never stand in the field whose text goes to the requester.
 */
export function useDraft(key: string, kind: TimelineKind): [Draft, (part: Partial<Draft>) => void] {
  const draft = useStore(drafts).get(key) ?? { kind, text: "", alsoOn: [] };
  return [draft, (part) => setDraft(key, { ...(drafts.get().get(key) ?? draft), ...part })];
}

export function clearDraft(key: string) {
  const next = new Map(drafts.get());
  next.delete(key);
  drafts.set(next);
}

/** The draft as it is now, for what runs outside of a component. */
export function draftOf(key: string): Draft | undefined {
  return drafts.get().get(key);
}

/** Puts a text where it can be gone on with: what was on its way and was taken back. */
export function setDraft(key: string, draft: Draft) {
  drafts.set(new Map(drafts.get()).set(key, draft));
}
