import type { Profile } from "@/ipc/bindings";
import { keepDraftText, useDraftText } from "@/lib/draft-texts";

// Among the drafts, like what is typed beside it: it belongs to the message that is being written.
const keyOf = (conversation: string | null) => `profile:${conversation ?? "chat"}`;

/** Which tools the model is shown for the message that is being written, and the way to choose. Outlives the window. */
export function useProfile(
  conversation: string | null,
  last: Profile | null,
): [Profile, (next: Profile) => void] {
  const [kept] = useDraftText(keyOf(conversation));
  return [profileFrom(kept) ?? last ?? "write", (next) => keepDraftText(keyOf(conversation), next)];
}

/** A choice that was sent is on its message, from where the next one takes it. */
export function forgetProfile(conversation: string | null) {
  keepDraftText(keyOf(conversation), "");
}

function profileFrom(kept: string): Profile | undefined {
  return kept === "ask" || kept === "write" ? kept : undefined;
}
