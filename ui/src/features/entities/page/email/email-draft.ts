import type { Email, EmailRecipient } from "@/ipc/bindings";
import { draftText, keepDraftText, useDraftText } from "@/lib/draft-texts";

/** An email that is being written. */
export type EmailDraft = { to: EmailRecipient[]; cc: EmailRecipient[]; subject: string; body: string };

const keyOf = (entity: string) => `email:${entity}`;

/** The email begun on an entity, or how one begins; and the way to change it. */
export function useEmailDraft(
  entity: string,
  start: EmailDraft,
): [EmailDraft, (part: Partial<EmailDraft>) => void] {
  const [kept] = useDraftText(keyOf(entity));
  const change = (part: Partial<EmailDraft>) =>
    keepEmailDraft(entity, { ...(readDraft(draftText(keyOf(entity))) ?? start), ...part });
  return [readDraft(kept) ?? start, change];
}

/** What was begun on an entity, if anything was. */
export function useBegunEmail(entity: string): EmailDraft | undefined {
  return readDraft(useDraftText(keyOf(entity))[0]);
}

export function begunEmail(entity: string): EmailDraft | undefined {
  return readDraft(draftText(keyOf(entity)));
}

export function keepEmailDraft(entity: string, { to, cc, subject, body }: EmailDraft | Email) {
  keepDraftText(keyOf(entity), JSON.stringify({ to, cc, subject, body } satisfies EmailDraft));
}

export function clearEmailDraft(entity: string) {
  keepDraftText(keyOf(entity), "");
}

/** What was kept, as far as it is an email. */
export function readDraft(kept: string): EmailDraft | undefined {
  if (kept === "") return undefined;
  try {
    const { to, cc, subject, body } = JSON.parse(kept) as Partial<EmailDraft>;
    return {
      to: recipients(to),
      cc: recipients(cc),
      subject: typeof subject === "string" ? subject : "",
      body: typeof body === "string" ? body : "",
    };
  } catch {
    // Not of this shape: a text by itself, which must not be lost.
    return { to: [], cc: [], subject: "", body: kept };
  }
}

function recipients(kept: unknown): EmailRecipient[] {
  return Array.isArray(kept)
    ? kept.filter((each: Partial<EmailRecipient>) => typeof each.address === "string")
    : [];
}
