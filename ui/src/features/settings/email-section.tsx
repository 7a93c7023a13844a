import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogFoot } from "@/components/ui/dialog";
import { Notice } from "@/components/ui/notice";
import { say, sayProblem } from "@/components/ui/toaster";
import type { MailSetup } from "@/ipc/bindings";
import { call } from "@/ipc/call";
import { setAnswer, useCommand } from "@/ipc/use-command";
import { count } from "@/lib/count";
import { useOutbox } from "@/lib/emails";
import { EmailForm } from "./email-form";
import { AdministratorsOnly, Group, Line, useMayConfigure } from "./settings-parts";

/** How emails leave: through the mail account of the person's own, or their mail program. */
export function EmailSection() {
  const client = useQueryClient();
  const mayConfigure = useMayConfigure();
  const { data: setup, error } = useCommand("mail_setup_get", {});
  const [removing, setRemoving] = useState(false);

  async function remove() {
    setRemoving(false);
    try {
      setAnswer(client, "mail_setup_get", {}, await call("mail_setup_remove", {}));
      say("removed the email set-up and its password");
    } catch (problem) {
      sayProblem(problem);
    }
  }

  return (
    <Group
      title="Email"
      about="Emails that you write here leave through your own mail account, over an encrypted connection to its server and nobody else’s. Without a set-up they open in your mail program."
    >
      <AdministratorsOnly />
      {error && (
        <Notice tone="danger" title="The email set-up cannot be read">
          {error.message}
        </Notice>
      )}
      {setup?.server && (setup.password_note !== null || !setup.has_password) && (
        <Notice
          tone={setup.has_password ? "info" : "warn"}
          {...(setup.has_password ? {} : { title: "The password is missing" })}
        >
          {setup.password_note ?? "Nothing is sent until you write it again."}
        </Notice>
      )}
      {!setup ? (
        // The form's room, so that nothing jumps when it comes.
        !error && <div aria-busy className="h-[520px]" />
      ) : mayConfigure ? (
        <EmailForm key={setup.server?.host ?? "none"} setup={setup} onRemove={() => setRemoving(true)} />
      ) : (
        <Summary setup={setup} />
      )}
      {removing && <RemoveDialog onClose={() => setRemoving(false)} onRemove={() => void remove()} />}
    </Group>
  );
}

/** The set-up for those who may not change it. */
function Summary({ setup: { server, delay_seconds } }: { setup: MailSetup }) {
  if (!server) return <p className="text-ink-2">Sending is not set up.</p>;
  return (
    <div className="flex flex-col">
      <Line label="Sender">
        {server.from_name} {server.from_address}
      </Line>
      <Line label="Server">
        {server.host}, port {server.port}
      </Line>
      <Line label="Time to undo">{count(delay_seconds, "second")}</Line>
    </div>
  );
}

function RemoveDialog({ onClose, onRemove }: { onClose: () => void; onRemove: () => void }) {
  const waiting = useOutbox().data?.emails.filter(({ state }) => state === "waiting").length ?? 0;
  return (
    <Dialog open onClose={onClose} title="Remove the email set-up?">
      <div className="flex flex-col gap-3 p-4">
        <p className="max-w-[60ch]">
          The server and your address are forgotten, and the password goes out of the keychain. Emails that
          were sent stay on their timelines.
        </p>
        {waiting > 0 && (
          <p className="max-w-[60ch]">
            {count(waiting, "email waits", "emails wait")} to be sent:{" "}
            {waiting === 1 ? "it stays" : "they stay"} in the outbox until sending is set up again.
          </p>
        )}
        <DialogFoot>
          <Button autoFocus onClick={onClose}>
            Keep it
          </Button>
          <Button variant="danger" onClick={onRemove}>
            Remove
          </Button>
        </DialogFoot>
      </div>
    </Dialog>
  );
}
