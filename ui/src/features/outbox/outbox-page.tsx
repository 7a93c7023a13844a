import { Send } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { keysOf } from "@/app/actions/catalogue";
import { useAction } from "@/app/actions/registry";
import { Button } from "@/components/ui/button";
import { Keys } from "@/components/ui/keys";
import { Empty, Notice } from "@/components/ui/notice";
import type { Email, EmailState } from "@/ipc/bindings";
import { useMailSetup, useOutbox } from "@/lib/emails";
import { useGo } from "@/lib/navigation";
import { takeFreeFocus } from "@/lib/use-return-focus";
import { beside } from "@/lib/window-state";
import { OutboxRow } from "./outbox-row";

// What calls for somebody first.
const SECTIONS: { title: string; states: EmailState[] }[] = [
  { title: "Not sent", states: ["failed"] },
  { title: "Waiting", states: ["waiting", "sending"] },
  { title: "Sent in the last 7 days", states: ["sent"] },
  { title: "Taken back today", states: ["cancelled"] },
];

/** What waits to be sent, what could not be, and what was sent of late, over the whole workspace. */
export function OutboxPage() {
  const go = useGo();
  const setup = useMailSetup();
  const { data, error, refetch } = useOutbox();
  const body = useRef<HTMLDivElement>(null);
  const [at, setAt] = useState<string>();
  // Whether the focus was on a row: when that row goes, it belongs on the next one.
  const within = useRef(false);
  const sections = SECTIONS.map(({ title, states }) => ({
    title,
    emails: (data?.emails ?? []).filter(({ state }) => states.includes(state)),
  })).filter(({ emails }) => emails.length > 0);
  const rows = sections.flatMap(({ emails }) => emails);
  const current = rows.find(({ id }) => id === at) ?? rows[0];

  function focusRow(index: number) {
    const to = Math.max(0, Math.min(index, rows.length - 1));
    setAt(rows[to]?.id);
    const row = rowsIn(body.current)[to];
    row?.focus();
    row?.scrollIntoView({ block: "nearest" });
  }
  const here = () => rowsIn(body.current).indexOf(document.activeElement as HTMLElement);
  useEffect(() => {
    const lost = document.activeElement === document.body || document.activeElement === null;
    if (within.current && lost)
      rowsIn(body.current)
        .find((row) => row.tabIndex === 0)
        ?.focus();
  });

  const some = rows.length > 0;
  const open = (email: Email) => go.entity(email.on.reference);
  useAction("list.down", () => focusRow(here() + 1), some);
  useAction("list.up", () => focusRow(here() < 0 ? 0 : here() - 1), some);
  useAction("list.first", () => focusRow(0), some);
  useAction("list.last", () => focusRow(rows.length - 1), some);
  useAction("list.open", () => current && open(current), some);
  useAction("list.open-beside", () => current && beside.set(current.on.reference), some);

  return (
    <section
      aria-label="Outbox"
      ref={takeFreeFocus}
      tabIndex={-1}
      className="@container flex min-h-0 flex-1 flex-col outline-none"
    >
      <header className="flex h-11 shrink-0 items-center gap-3 border-b px-5">
        <h1 className="text-lg font-semibold">Outbox</h1>
        <span className="flex-1" />
        {some && (
          <span className="hidden items-center gap-1 text-sm text-ink-3 @3xl:flex">
            <Keys binding={keysOf("list.open") ?? ""} /> open what it is about
          </span>
        )}
      </header>
      {setup && !setup.server && some && (
        <Notice
          className="m-4 mb-0"
          tone="warn"
          title="Sending is not set up"
          actions={<Button onClick={() => go.settings("email")}>Set up email</Button>}
        >
          What waits stays here until it is; nothing leaves.
        </Notice>
      )}
      {error ? (
        <Empty
          title="The outbox cannot be read"
          actions={<Button onClick={() => void refetch()}>Try again</Button>}
        >
          {error.message}
        </Empty>
      ) : (
        data &&
        !some && (
          <Empty
            icon={<Send size={26} />}
            title="Nothing waits to be sent"
            actions={
              setup && !setup.server ? (
                <Button variant="primary" onClick={() => go.settings("email")}>
                  Set up email
                </Button>
              ) : (
                <Button onClick={() => go.list("contact")}>Go to contacts</Button>
              )
            }
          >
            Emails come here for the seconds in which they can be undone, stay when they could not be sent,
            and for a week after they were. Open a contact, deal, candidate or ticket and press M to write
            one.
          </Empty>
        )
      )}
      <div
        ref={body}
        aria-busy={!data && !error}
        className="min-h-0 flex-1 overflow-y-auto pb-6 empty:hidden"
        onFocus={(event) => {
          within.current = true;
          const index = rowsIn(body.current).indexOf(event.target);
          if (index >= 0) setAt(rows[index]?.id);
        }}
        onBlur={(event) => {
          // A row that goes away takes the focus to nowhere; anything else is the person leaving.
          if (event.relatedTarget !== null) within.current = false;
        }}
      >
        {sections.map(({ title, emails }) => (
          <section key={title} aria-label={title}>
            <h2 className="sticky top-0 z-10 flex items-baseline gap-2 bg-ground px-5 pt-4 pb-1 text-sm font-semibold text-ink-2">
              {title}
              <span className="font-normal text-ink-3 tabular-nums">{emails.length}</span>
            </h2>
            <ul className="px-3">
              {emails.map((email) => (
                <OutboxRow
                  key={email.id}
                  email={email}
                  reachable={email === current}
                  onOpen={() => open(email)}
                />
              ))}
            </ul>
          </section>
        ))}
      </div>
    </section>
  );
}

function rowsIn(body: HTMLElement | null): HTMLElement[] {
  return [...(body?.querySelectorAll<HTMLElement>("[data-outbox-row]") ?? [])];
}
