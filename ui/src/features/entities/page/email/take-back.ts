import { say } from "@/components/ui/toaster";
import type { Email } from "@/ipc/bindings";
import { draftText, keepDraftText } from "@/lib/draft-texts";
import { createStore } from "@/lib/store";
import { composing } from "@/lib/window-state";
import { readDraft, writtenDraft } from "../activity/drafts";
import { begunEmail, keepEmailDraft } from "./email-draft";

/** The emails whose text is in a composer again: the page need not show them beside it. */
export const takenBack = createStore<ReadonlySet<string>>(new Set());

/**
 * Puts the text of an email that was taken back into the composer that it came from. Nothing that was begun there
 * since is lost.
 */
export function takeBack(email: Email) {
  const { id: entity } = email.on;
  if (email.reply) {
    const key = `public:${entity}`;
    const draft = readDraft(draftText(key), "public_message");
    const text = [email.body, draft.text].filter((part) => part.trim() !== "").join("\n\n");
    keepDraftText(key, writtenDraft({ ...draft, text }, "public_message"));
  } else {
    const begun = begunEmail(entity);
    if (begun && begun.body.trim() !== "" && begun.body !== email.body) {
      say("taken back; it stays on the page beside the email that you have begun since");
      composing.set(entity);
      return;
    }
    keepEmailDraft(entity, email);
    composing.set(entity);
  }
  takenBack.set(new Set([...takenBack.get(), email.id]));
}
