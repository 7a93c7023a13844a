import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { sayProblem } from "@/components/ui/toaster";
import type { Entity, MailSetup } from "@/ipc/bindings";
import { count } from "@/lib/count";
import { keyText } from "@/lib/keys";
import { useGo } from "@/lib/navigation";
import { useWrite } from "@/lib/use-write";
import { clearEmailDraft, type EmailDraft } from "./email-draft";
import { entryText } from "./entry-text";

type Props = {
  entity: Entity;
  draft: EmailDraft;
  setup: MailSetup | undefined;
  /** Whether the draft was just opened in the mail program. */
  opened: boolean;
  disabled: boolean;
  onSubmit: () => void;
  onDone: () => void;
};

/** By which way the email goes, and the button that sends it there. */
export function ComposerFoot({ entity, draft, setup, opened, disabled, onSubmit, onDone }: Props) {
  const go = useGo();
  const server = setup?.server;
  if (setup && !server && opened) return <Opened entity={entity} draft={draft} onDone={onDone} />;
  return (
    <footer className="flex flex-wrap items-center gap-2 border-t px-3 py-2">
      <p className="min-w-0 flex-1 text-sm text-ink-3">
        {!setup ? (
          " "
        ) : server ? (
          <>
            From <span className="text-ink-2">{server.from_address}</span>
            {setup.delay_seconds > 0 &&
              ` · leaves after ${count(setup.delay_seconds, "second")}, until then it can be undone`}
          </>
        ) : (
          <>
            Sending is not set up in Workestra, so your mail program sends it.{" "}
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
      </p>
      <span className="text-sm text-ink-3">{keyText("mod+enter")}</span>
      <Button variant="primary" disabled={disabled || !setup} onClick={onSubmit}>
        {setup && !server ? "Open in mail program" : "Send"}
      </Button>
    </footer>
  );
}

type OpenedProps = { entity: Entity; draft: EmailDraft; onDone: () => void };

/** What the mail program sends is not seen here: the person says so. */
function Opened({ entity, draft, onDone }: OpenedProps) {
  const write = useWrite();
  const [busy, setBusy] = useState(false);

  async function keep() {
    setBusy(true);
    try {
      await write("note_add", { ids: [entity.id], entry: "email", text: entryText(draft) });
      clearEmailDraft(entity.id);
      onDone();
    } catch (error) {
      sayProblem(error);
    } finally {
      setBusy(false);
    }
  }

  return (
    <Notice
      className="m-2"
      title="Opened in your mail program"
      actions={
        <>
          <Button autoFocus onClick={onDone}>
            Keep the draft
          </Button>
          <Button variant="primary" disabled={busy} onClick={() => void keep()}>
            It was sent
          </Button>
        </>
      }
    >
      {`Once you have sent it there, put it on the timeline of ${entity.reference}, so that it is known here.`}
    </Notice>
  );
}
