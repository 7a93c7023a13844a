import { Mail, X } from "lucide-react";
import { useEffect, useId, useRef, useState, type KeyboardEvent, type ReactNode } from "react";
import { Button, IconButton } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { say } from "@/components/ui/toaster";
import type { EntityDetail, MailSetup, Template } from "@/ipc/bindings";
import { asFailure, call } from "@/ipc/call";
import { useMailSetup } from "@/lib/emails";
import { isComposing } from "@/lib/keys";
import { sentence } from "@/lib/sentence";
import { ComposerFoot } from "./composer-foot";
import { useKnownAddresses } from "./known-addresses";
import { RecipientInput } from "./recipient-input";
import { TemplateMenu } from "./template-menu";
import { Unwilling, useConsent } from "./unwilling";
import { useEmailDraft, type EmailDraft } from "./email-draft";
import { useSendEmail, wrongWith } from "./use-send-email";

type Props = { detail: EntityDetail; onClose: () => void };

/** Where an email is written; what was begun stays until it is sent or thrown away. */
export function EmailComposer({ detail, onClose }: Props) {
  const { entity } = detail;
  const setup = useMailSetup();
  const known = useKnownAddresses(detail);
  const start: EmailDraft = {
    to: known.slice(0, 1).map(({ name, address }) => ({ name, address })),
    cc: [],
    subject: entity.kind === "ticket" ? `${entity.title} [${entity.reference}]` : "",
    body: "",
  };
  const [draft, change] = useEmailDraft(entity.id, start);
  const { to, cc, subject, body } = draft;
  const consent = useConsent([...to, ...cc]);
  const [withCc, setWithCc] = useState(cc.length > 0);
  const [missing, setMissing] = useState<string[]>([]);
  const [problem, setProblem] = useState<string>();
  const [opened, setOpened] = useState(false);
  const recipients = useRef<HTMLInputElement>(null);
  const text = useRef<HTMLTextAreaElement>(null);
  const title = useRef<HTMLInputElement>(null);
  const { send, busy } = useSendEmail(entity, { onSent: onClose, onOpened: () => setOpened(true) });

  // Once, where there is the most to write; later the person says where.
  const firstFocus = useRef(() => {
    const at = to.length === 0 ? recipients : subject === "" ? title : text;
    at.current?.focus();
    at.current?.closest("section")?.scrollIntoView({ block: "nearest" });
  });
  useEffect(() => firstFocus.current(), []);

  function edit(part: Partial<EmailDraft>) {
    setProblem(undefined);
    setOpened(false);
    change(part);
  }

  async function submit() {
    if (busy || !setup) return;
    const wrong = wrongWith(draft, consent.unwilling, consent.given);
    setProblem(wrong);
    if (wrong) return;
    try {
      await send(draft, setup, consent.acknowledged);
    } catch (error) {
      setProblem(asFailure(error).message);
    }
  }

  async function fill({ id, name }: Template) {
    try {
      const filled = await call("template_fill", { id, entity: entity.id });
      const before = { subject, body };
      edit({ subject: filled.subject || subject, body: filled.body });
      setMissing(filled.missing);
      if (body.trim() !== "")
        say(`filled in “${name}” in place of what you had`, { label: "Undo", run: () => change(before) });
      text.current?.focus();
    } catch (error) {
      setProblem(asFailure(error).message);
    }
  }

  function onKeyDown(event: KeyboardEvent) {
    if (isComposing(event.nativeEvent)) return;
    if (event.key === "Enter" && (event.metaKey || event.ctrlKey)) void submit();
    else if (event.key === "Escape" && !event.defaultPrevented) onClose();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  return (
    <section
      aria-label="New email"
      onKeyDown={onKeyDown}
      className="@container rounded-md border border-line-2 focus-within:outline-2 focus-within:outline-offset-1 focus-within:outline-focus"
    >
      <header className="flex h-9 items-center gap-2 border-b pr-1 pl-3">
        <Mail size={13} className="shrink-0 text-ink-3" aria-hidden />
        <h2 className="flex-1 font-medium">Email</h2>
        <TemplateMenu entity={entity} onPick={(template) => void fill(template)} />
        <IconButton label="Close; the draft is kept" keys="esc" onClick={onClose}>
          <X size={14} />
        </IconButton>
      </header>
      <Row label="To">
        <RecipientInput
          label="To"
          value={to}
          onChange={(value) => edit({ to: value })}
          known={known}
          input={recipients}
        />
        {!withCc && (
          <Button variant="quiet" className="mt-0.5" onClick={() => setWithCc(true)}>
            Cc
          </Button>
        )}
      </Row>
      {withCc && (
        <Row label="Cc">
          <RecipientInput label="Cc" value={cc} onChange={(value) => edit({ cc: value })} known={known} />
        </Row>
      )}
      <Row label="Subject">
        <input
          ref={title}
          type="text"
          aria-label="Subject"
          autoComplete="off"
          value={subject}
          onChange={(event) => edit({ subject: event.target.value })}
          className="h-8 min-w-0 flex-1 bg-transparent font-medium outline-none"
        />
      </Row>
      <textarea
        ref={text}
        aria-label="Text of the email"
        placeholder="Write the email"
        rows={Math.min(18, Math.max(7, body.split("\n").length + 1))}
        value={body}
        onChange={(event) => edit({ body: event.target.value })}
        className="block w-full resize-none bg-transparent px-3 py-2 outline-none"
      />
      <Signature setup={setup} />
      {missing.length > 0 && (
        <Notice tone="warn" className="mx-3 mb-2">
          {`${entity.reference} has no value for: ${missing.join(", ")}. Those placeholders of the template stayed empty; read it over.`}
        </Notice>
      )}
      <Unwilling unwilling={consent.unwilling} meant={consent.meant} onMeant={consent.setMeant} />
      {problem && (
        <p role="alert" className="mx-3 mb-2 text-sm text-danger">
          {sentence(problem)}
        </p>
      )}
      <ComposerFoot
        entity={entity}
        draft={draft}
        setup={setup}
        opened={opened}
        disabled={busy || !consent.given}
        onSubmit={() => void submit()}
        onDone={onClose}
      />
    </section>
  );
}

function Row({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="flex items-start gap-2 border-b px-3">
      <span aria-hidden className="w-14 shrink-0 pt-1.5 text-sm leading-5 text-ink-3">
        {label}
      </span>
      {children}
    </div>
  );
}

/** What is set below every email, to be seen, not to be edited here. */
function Signature({ setup }: { setup: MailSetup | undefined }) {
  const id = useId();
  if (!setup?.server || setup.signature.trim() === "") return null;
  return (
    <div aria-labelledby={id} role="group" className="px-3 pb-2 text-sm text-ink-3">
      <p id={id} className="sr-only">
        Your signature, added when it is sent
      </p>
      <p className="max-h-24 overflow-hidden border-l-2 border-line-2 pl-2 whitespace-pre-wrap">
        {setup.signature}
      </p>
    </div>
  );
}
