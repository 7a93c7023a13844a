import { useRef, useState, type ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogFoot } from "@/components/ui/dialog";
import { sayProblem } from "@/components/ui/toaster";
import type { Email } from "@/ipc/bindings";
import { call } from "@/ipc/call";
import { recipientNames } from "@/lib/emails";
import { useFocusPageOnLeave } from "@/lib/use-return-focus";

type Props = {
  email: Email;
  /** What becomes of an email that was taken back. */
  onTakenBack?: (email: Email) => void;
};

/** What can be done with an email that has not reached anybody yet. */
export function EmailActs({ email, onTakenBack }: Props) {
  const [busy, setBusy] = useState(false);
  const [asking, setAsking] = useState(false);

  async function run(act: () => Promise<void>) {
    if (busy) return;
    setBusy(true);
    try {
      await act();
    } catch (error) {
      sayProblem(error);
    } finally {
      setBusy(false);
    }
  }
  const sendNow = () =>
    void run(async () => {
      await call("email_send_now", { id: email.id });
    });
  const takeBack = () =>
    void run(async () => {
      // Called whether or not anybody wants the text back.
      const back = await call("email_cancel", { id: email.id });
      onTakenBack?.(back);
    });

  // Names begin with the words in sight: those are what a person says to a machine that listens.
  const whom = recipientNames(email.to);
  const again = email.may_have_arrived ? "Try again…" : "Try again";
  switch (email.state) {
    case "waiting":
      return (
        <Acts key={email.state}>
          <Button
            aria-label={`Cancel the email to ${whom}`}
            aria-disabled={busy || undefined}
            onClick={takeBack}
          >
            Cancel
          </Button>
          <Button
            aria-label={`Send now: the email to ${whom}`}
            aria-disabled={busy || undefined}
            onClick={sendNow}
          >
            Send now
          </Button>
        </Acts>
      );
    case "failed":
      return (
        <Acts key={email.state}>
          <Button
            aria-label={`Take back the email to ${whom}`}
            aria-disabled={busy || undefined}
            onClick={takeBack}
          >
            Take back
          </Button>
          <Button
            aria-label={`${again}: the email to ${whom}`}
            aria-disabled={busy || undefined}
            onClick={email.may_have_arrived ? () => setAsking(true) : sendNow}
          >
            {again}
          </Button>
          {asking && (
            <MayHaveArrived
              email={email}
              onClose={() => setAsking(false)}
              onAgain={() => {
                setAsking(false);
                sendNow();
              }}
            />
          )}
        </Acts>
      );
    default:
      return null;
  }
}

function Acts({ children }: { children: ReactNode }) {
  const box = useRef<HTMLSpanElement>(null);
  useFocusPageOnLeave(box);
  return (
    <span ref={box} className="flex shrink-0 gap-1.5">
      {children}
    </span>
  );
}

type AskProps = { email: Email; onClose: () => void; onAgain: () => void };

/** Nobody should get the same email twice without somebody having meant it. */
function MayHaveArrived({ email, onClose, onAgain }: AskProps) {
  return (
    <Dialog open onClose={onClose} title="It may have arrived already">
      <div className="flex flex-col gap-3 p-4">
        <p className="max-w-[60ch]">
          The connection ended after “{email.subject || "No subject"}” was handed over, and before the server
          said whether it took it. Sent again, it may reach {recipientNames([...email.to, ...email.cc])}{" "}
          twice.
        </p>
        <p className="max-w-[60ch] text-ink-2">
          Look into the sent mail of your account, or ask, before you send it again.
        </p>
        <DialogFoot>
          <Button autoFocus onClick={onClose}>
            Leave it
          </Button>
          <Button variant="danger" onClick={onAgain}>
            Send it again
          </Button>
        </DialogFoot>
      </div>
    </Dialog>
  );
}
