import { hush, say, sayProblem, sayUntil } from "@/components/ui/toaster";
import type { Email } from "@/ipc/bindings";
import { call } from "@/ipc/call";
import { useEvent } from "@/ipc/events";
import { recipientNames } from "@/lib/emails";
import { useSecondsLeft } from "@/lib/use-seconds-left";

// The emails that were sent from this window and whose end it still has to say.
const followed = new Set<string>();

const toastOf = (id: string) => `email:${id}`;

const act = (run: () => Promise<unknown>) => () => void run().catch(sayProblem);

/** Says that an email is on its way, with the ways to stop it or to hasten it while it waits. */
export function saySending(email: Email, onTakenBack: (email: Email) => void) {
  const { id, send_after } = email;
  followed.add(id);
  const left = send_after - Date.now();
  sayUntil(
    toastOf(id),
    <Sending email={email} />,
    Math.max(4000, left + 4000),
    left <= 0
      ? []
      : [
          { label: "Undo", run: act(async () => onTakenBack(await call("email_cancel", { id }))) },
          { label: "Send now", run: act(() => call("email_send_now", { id })) },
        ],
  );
}

/** Says how the emails ended that were sent from this window. One for the whole window. */
export function FollowEmails() {
  useEvent("emails_changed", () => void follow().catch(sayProblem));
  return null;
}

async function follow() {
  if (followed.size === 0) return;
  const { emails } = await call("email_list", { entity: null });
  for (const email of emails) {
    const { id, state } = email;
    if (!followed.has(id) || state === "waiting") continue;
    hush(toastOf(id));
    if (state === "sending") continue;
    followed.delete(id);
    if (state === "sent") say(`sent to ${recipientNames(email.to)}`);
    else if (state === "failed")
      sayProblem(`“${email.subject}” was not sent: ${email.problem ?? "the server did not take it"}`);
  }
}

function Sending({ email: { to, cc, send_after } }: { email: Email }) {
  const left = useSecondsLeft(send_after);
  const whom = recipientNames([...to, ...cc]);
  if (left === 0) return <>Sending to {whom}…</>;
  return (
    <>
      {/* A screen reader is told once, not every second. */}
      <span aria-hidden className="tabular-nums">
        Sending to {whom} in {left} s
      </span>
      <span className="sr-only">Sending to {whom} soon. You can still undo it.</span>
    </>
  );
}
