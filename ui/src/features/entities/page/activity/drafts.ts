import type { TimelineKind, TitleOf } from "@/ipc/bindings";
import { draftText, keepDraftText, useDraftText } from "@/lib/draft-texts";

/** What was begun to be written. */
export type Draft = { kind: TimelineKind; text: string; alsoOn: TitleOf[] };

/**
 * The draft of a composer, by the audience and the entity it is written for (`public:<entity id>`). What was written
 * for the team alone can so never stand in the field whose text goes to the requester.
 */
export function useDraft(key: string, kind: TimelineKind): [Draft, (part: Partial<Draft>) => void] {
  const [kept] = useDraftText(key);
  return [
    readDraft(kept, kind),
    (part) => keepDraftText(key, writtenDraft({ ...readDraft(draftText(key), kind), ...part }, kind)),
  ];
}

export function clearDraft(key: string) {
  keepDraftText(key, "");
}

/** A draft as it is kept: empty when nothing was begun. */
export function writtenDraft(draft: Draft, kind: TimelineKind): string {
  const begun = draft.text !== "" || draft.alsoOn.length > 0 || draft.kind !== kind;
  return begun ? JSON.stringify(draft) : "";
}

/** What was kept, as far as it is a draft of this kind of composer; any other text is the draft's text. */
export function readDraft(kept: string, kind: TimelineKind): Draft {
  const nothing: Draft = { kind, text: "", alsoOn: [] };
  if (kept === "") return nothing;
  try {
    const parsed = JSON.parse(kept) as Partial<Draft>;
    if (typeof parsed.text === "string") return { ...nothing, ...parsed };
  } catch {
    // Not of this shape: a text by itself.
  }
  return { ...nothing, text: kept };
}
