import { Sun } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { useAction } from "@/app/actions/registry";
import { keysOf } from "@/app/actions/catalogue";
import { Button } from "@/components/ui/button";
import { Keys } from "@/components/ui/keys";
import { Empty, Notice } from "@/components/ui/notice";
import { count } from "@/lib/count";
import { useGo } from "@/lib/navigation";
import { useNow } from "@/lib/use-now";
import { takeFreeFocus } from "@/lib/use-return-focus";
import { beside, creating } from "@/lib/window-state";
import { DayRow } from "./day-row";
import { useTaskActs } from "@/lib/use-task-acts";
import { useMyDay, useTimePasses } from "./use-my-day";

const dayName = new Intl.DateTimeFormat("en-GB", { weekday: "long", day: "numeric", month: "long" });

/** What calls for the person today: their tasks, tickets past a target, deals that nobody moves. */
export function MyDayPage() {
  const now = useNow();
  const go = useGo();
  const { sections, loading, error } = useMyDay(now);
  useTimePasses(now);
  const acts = useTaskActs();
  const body = useRef<HTMLDivElement>(null);
  const [at, setAt] = useState(0);
  // Whether the focus was on a row: when that row goes, it belongs on the next one.
  const within = useRef(false);
  const items = sections.flatMap((section) => section.items);
  const current = items[Math.min(at, items.length - 1)];

  const rows = () => rowsIn(body.current);
  function focusRow(index: number) {
    const all = rows();
    const to = Math.max(0, Math.min(index, all.length - 1));
    setAt(to);
    all[to]?.focus();
    all[to]?.scrollIntoView({ block: "nearest" });
  }
  useEffect(() => {
    const lost = document.activeElement === document.body || document.activeElement === null;
    const all = rowsIn(body.current);
    if (within.current && lost) all[Math.min(at, all.length - 1)]?.focus();
  });

  const here = () => rows().indexOf(document.activeElement as HTMLElement);
  const some = items.length > 0;
  const task = current?.entity.kind === "task" ? current.entity : undefined;
  useAction("list.down", () => focusRow(here() < 0 ? 0 : here() + 1), some);
  useAction("list.up", () => focusRow(here() < 0 ? 0 : here() - 1), some);
  useAction("list.first", () => focusRow(0), some);
  useAction("list.last", () => focusRow(items.length - 1), some);
  useAction("list.open", () => current && go.entity(current.entity.reference), some);
  useAction("list.open-beside", () => current && beside.set(current.entity.reference), some);
  useAction("entity.done", () => task && void acts.toggleDone(task), task !== undefined);
  useAction("entity.tomorrow", () => task && void acts.putOff(task, now), task !== undefined);
  useAction("create.here", () => creating.set("task"));

  return (
    <section
      aria-label="My day"
      ref={takeFreeFocus}
      tabIndex={-1}
      className="@container flex min-h-0 flex-1 flex-col outline-none"
    >
      <header className="flex h-11 shrink-0 items-center gap-3 border-b px-5">
        <h1 className="text-lg font-semibold">My day</h1>
        <span className="text-ink-3">{dayName.format(now)}</span>
        <span className="flex-1" />
        {some && (
          <span className="hidden items-center gap-3 text-sm text-ink-3 @3xl:flex">
            <Hint action="entity.done">done</Hint>
            <Hint action="entity.tomorrow">tomorrow</Hint>
            <Hint action="list.open">open</Hint>
          </span>
        )}
      </header>
      {error && (
        <Notice tone="danger" title="My day is not complete" className="m-4">
          {error.message}
        </Notice>
      )}
      {!some && !loading && !error && (
        <Empty
          icon={<Sun size={28} />}
          title="Nothing calls for you today"
          actions={
            <>
              <Button variant="primary" onClick={() => creating.set("task")}>
                Plan a task
              </Button>
              <Button onClick={() => go.list("task", { filter: "is:open" })}>See all open tasks</Button>
            </>
          }
        >
          Your tasks that are due, your tickets past their target and your deals without a next step come
          here.
        </Empty>
      )}
      <div
        ref={body}
        aria-busy={loading}
        className="min-h-0 flex-1 overflow-y-auto pb-6"
        onFocus={(event) => {
          within.current = true;
          const index = rows().indexOf(event.target);
          if (index >= 0) setAt(index);
        }}
        onBlur={(event) => {
          // A row that goes away takes the focus to nowhere; anything else is the person leaving.
          if (event.relatedTarget !== null) within.current = false;
        }}
      >
        {sections.map((section) => (
          <section key={section.id} aria-label={section.title}>
            <h2 className="sticky top-0 z-10 flex items-baseline gap-2 bg-ground px-5 pt-4 pb-1 text-sm font-semibold text-ink-2">
              {section.title}
              <span className="font-normal text-ink-3 tabular-nums">
                {section.items.length + section.more}
              </span>
            </h2>
            <ul className="px-3">
              {section.items.map((item) => (
                <DayRow
                  key={item.entity.id}
                  item={item}
                  reachable={item === current}
                  onOpen={() => go.entity(item.entity.reference)}
                  onDone={() => void acts.toggleDone(item.entity)}
                />
              ))}
            </ul>
            {section.more > 0 && (
              <Button
                variant="quiet"
                className="ml-5"
                onClick={() => go.list(section.list.kind, { filter: section.list.filter })}
              >
                {count(section.more, "more", "more")}
              </Button>
            )}
          </section>
        ))}
      </div>
    </section>
  );
}

function rowsIn(body: HTMLElement | null): HTMLElement[] {
  return [...(body?.querySelectorAll<HTMLElement>("[data-day-row]") ?? [])];
}

function Hint({ action, children }: { action: Parameters<typeof keysOf>[0]; children: string }) {
  const keys = keysOf(action);
  return (
    <span className="inline-flex items-center gap-1">
      {keys && <Keys binding={keys} />} {children}
    </span>
  );
}
