import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { saySending } from "@/components/email/sending-toast";
import { say } from "@/components/ui/toaster";
import type { EmailWrite, Entity, MailSetup } from "@/ipc/bindings";
import { asFailure, call } from "@/ipc/call";
import { isAddress } from "@/lib/emails";
import { useGo } from "@/lib/navigation";
import { clearEmailDraft, type EmailDraft } from "./email-draft";
import { takeBack } from "./take-back";

/** What still stands in the way of sending, with what to do about it. */
export function wrongWith(
  { to, cc, subject, body }: EmailDraft,
  unwilling: readonly Entity[],
  consent: boolean,
): string | undefined {
  if (to.length === 0) return "say who gets it: write an address after “To”";
  const wrong = [...to, ...cc].find(({ address }) => !isAddress(address));
  if (wrong) return `“${wrong.address}” is no address: write name@company.com`;
  if (subject.trim() === "") return "write a subject, so that it is not taken for junk";
  if (body.trim() === "") return "write what you want to say";
  if (!consent) {
    const [first] = unwilling;
    return first
      ? `${first.title} asked not to be contacted: tick the box if you have a reason`
      : "it is still being looked up who asked not to be contacted: try again in a moment";
  }
  return undefined;
}

type Then = { onSent: () => void; onOpened: () => void };

/** Sends what was written, or opens it in the mail program where sending is not set up. */
export function useSendEmail(entity: Entity, { onSent, onOpened }: Then) {
  const client = useQueryClient();
  const go = useGo();
  const [busy, setBusy] = useState(false);

  async function send(draft: EmailDraft, setup: MailSetup, acknowledged: boolean) {
    const email: EmailWrite = {
      on: entity.id,
      ...draft,
      subject: draft.subject.trim(),
      body: draft.body.trim(),
      reply: false,
      acknowledged,
    };
    setBusy(true);
    try {
      if (setup.server) {
        const sent = await call("email_write", email);
        clearEmailDraft(entity.id);
        onSent();
        saySending(sent, (back) => {
          takeBack(back);
          go.entity(back.on.reference);
        });
        return;
      }
      const { left_out_body } = await call("email_draft_open", email);
      onOpened();
      if (left_out_body) {
        await navigator.clipboard.writeText(email.body);
        say("the text is too long to hand over: it was copied, paste it there");
      }
    } catch (error) {
      // Taken away meanwhile: the composer offers the mail program then.
      if (asFailure(error).code === "not_set_up")
        void client.invalidateQueries({ queryKey: ["mail_setup_get"] });
      throw error;
    } finally {
      setBusy(false);
    }
  }

  return { send, busy };
}
