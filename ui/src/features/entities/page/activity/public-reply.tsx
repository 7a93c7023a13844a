import { MessageSquare } from "lucide-react";
import { useId, useState, type RefObject } from "react";
import { runAction } from "@/app/actions/registry";
import { saySending } from "@/components/email/sending-toast";
import { Checkbox } from "@/components/ui/checkbox";
import type { Entity } from "@/ipc/bindings";
import { call } from "@/ipc/call";
import { isAddress, useMailSetup } from "@/lib/emails";
import { useGo } from "@/lib/navigation";
import { takeBack } from "../email/take-back";
import { Unwilling, useConsent } from "../email/unwilling";
import { WriteArea } from "./write-area";

type Props = { entity: Entity; area: RefObject<HTMLTextAreaElement | null> };

/** The answer to a ticket's requester: by email where that is possible, on record in any case. */
export function PublicReply({ entity, area }: Props) {
  const go = useGo();
  const id = useId();
  const setup = useMailSetup();
  const [wanted, setWanted] = useState(true);
  const { requester, requester_name } = entity.fields;
  const address = typeof requester === "string" && isAddress(requester) ? requester : undefined;
  const name = typeof requester_name === "string" ? requester_name : undefined;
  const possible = address !== undefined && setup?.server != null;
  const byEmail = possible && wanted;
  const consent = useConsent(byEmail ? [{ name: null, address }] : []);

  async function email(body: string) {
    if (address === undefined) return;
    const sent = await call("email_write", {
      on: entity.id,
      to: [{ name: name ?? null, address }],
      cc: [],
      subject: `Re: ${entity.title} [${entity.reference}]`,
      body,
      reply: true,
      acknowledged: consent.acknowledged,
    });
    saySending(sent, (back) => {
      takeBack(back);
      go.entity(back.on.reference);
      setTimeout(() => runAction("entity.reply"), 0);
    });
  }

  return (
    <WriteArea
      entity={entity}
      draftKey={`public:${entity.id}`}
      kind="public_message"
      area={area}
      label={`Reply: goes to the requester, ${name ?? address ?? "the requester"}`}
      placeholder={`Write to ${name ?? address ?? "the requester"}`}
      submit={byEmail ? "Send the reply" : "Add the reply"}
      several={false}
      className="rounded-md rounded-tl-none border-accent bg-accent-wash"
      {...(byEmail ? { send: email, blocked: !consent.given } : {})}
      above={<Unwilling unwilling={consent.unwilling} meant={consent.meant} onMeant={consent.setMeant} />}
      foot={
        <span className="flex min-w-0 flex-col text-sm">
          <span className="inline-flex items-center gap-1.5 font-medium text-ink">
            <MessageSquare size={12} className="text-link" aria-hidden /> Goes to the requester
          </span>
          {possible ? (
            <label htmlFor={id} className="flex min-h-5 items-center gap-1.5 text-ink-2">
              <Checkbox id={id} checked={wanted} onChange={setWanted} label={`Send by email to ${address}`} />
              <span className="truncate">
                Send by email to {address}
                {!wanted && ": no, only put it on record here"}
              </span>
            </label>
          ) : (
            <span className="min-h-5 text-ink-2">
              {!setup ? (
                " "
              ) : setup.server ? (
                "Nothing is emailed: this ticket has no requester’s address."
              ) : (
                <>
                  Nothing is emailed yet: it is kept here until sending mail is set up.{" "}
                  <button
                    type="button"
                    role="link"
                    onClick={() => go.settings("email")}
                    className="rounded-sm text-link underline underline-offset-2"
                  >
                    Set up email
                  </button>
                </>
              )}
            </span>
          )}
        </span>
      }
    />
  );
}
