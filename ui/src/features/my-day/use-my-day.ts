import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import type { Entity, EntityPage, Kind, TitleOf } from "@/ipc/bindings";
import type { CommandFailure } from "@/ipc/call";
import { useCommand } from "@/ipc/use-command";
import { duration } from "@/lib/duration";
import { shift } from "@/lib/parse-day";
import { localDay, onDay } from "@/lib/time";

export type DayItem = {
  entity: Entity;
  /** What it is about, when it names something. */
  about: TitleOf | undefined;
  /** Why it is here. */
  why: string;
  late: boolean;
};

export type DaySection = {
  id: string;
  title: string;
  items: DayItem[];
  /** How many more there are than are shown, and where. */
  more: number;
  list: { kind: Kind; filter: string };
};

export type MyDay = { sections: DaySection[]; loading: boolean; error: CommandFailure | null };

const LIMIT = 50;
const MINE = "is:open owner:me";

/** What calls for the person today, asked for in the query language of lists. */
export function useMyDay(now: number): MyDay {
  const today = localDay(now);
  // The day is named, so that another is asked for when it has come.
  const overdue = useDay("task", `${MINE} due<${today}`, "due");
  const due = useDay("task", `${MINE} due:${today}`, "due");
  const ahead = useDay("task", `${MINE} due>${today} due<=${shift(today, 7)}`, "due");
  const late = useDay("ticket", `${MINE} has:overdue`, "due_at");
  const closing = useDay("deal", `${MINE} has:overdue`, "close_date");
  const aimless = useDay("deal", `${MINE} -has:next_step`, "close_date");
  const asked = [overdue, due, ahead, late, closing, aimless];

  const tasks = (id: string, title: string, page: Asked): DaySection => ({
    id,
    title,
    items: items(page.data, ({ fields }) => ({
      why: typeof fields["due"] === "string" ? onDay(fields["due"], today) : "",
      late: id === "overdue",
    })),
    more: left(page.data),
    list: page.list,
  });

  const missed = items(late.data, ({ fields }) => ({ why: missedBy(fields, now), late: true }));
  const pastClose = items(closing.data, ({ fields }) => ({
    why: `was to close ${onDay(String(fields["close_date"]), today)}`,
    late: true,
  }));
  const noStep = items(aimless.data, () => ({ why: "no next step", late: false }));

  const sections: DaySection[] = [
    tasks("overdue", "Overdue", overdue),
    tasks("today", "Today", due),
    tasks("ahead", `Until ${onDay(shift(today, 7), today)}`, ahead),
    {
      id: "tickets",
      title: "Tickets past their target",
      items: missed,
      more: left(late.data),
      list: late.list,
    },
    {
      id: "deals",
      title: "Deals to look after",
      items: together(pastClose, noStep),
      more: left(closing.data) + left(aimless.data),
      list: pastClose.length > 0 ? closing.list : aimless.list,
    },
  ];
  return {
    sections: sections.filter((section) => section.items.length > 0),
    loading: asked.some(({ data, error }) => !data && !error),
    error: asked.find(({ error }) => error)?.error ?? null,
  };
}

type Asked = {
  data: EntityPage | undefined;
  error: CommandFailure | null;
  list: { kind: Kind; filter: string };
};

/** How often is asked again: what was promised passes without anybody changing anything. */
const AGAIN_MS = 5 * 60_000;

/** Asks again for what the passing of time makes late. */
export function useTimePasses(now: number) {
  const client = useQueryClient();
  const period = Math.floor(now / AGAIN_MS);
  const seen = useRef(period);
  useEffect(() => {
    if (seen.current === period) return;
    seen.current = period;
    void client.invalidateQueries({ queryKey: ["entity_list"] });
  }, [client, period]);
}

function useDay(kind: Kind, filter: string, sort: string): Asked {
  const input = { kind, filter, sort: [{ key: sort, descending: false }], offset: 0, limit: LIMIT };
  const { data, error } = useCommand("entity_list", input, { keepPrevious: true });
  return { data, error, list: { kind, filter } };
}

function items(
  page: EntityPage | undefined,
  say: (entity: Entity) => { why: string; late: boolean } | undefined,
): DayItem[] {
  return (page?.entities ?? []).flatMap((entity) => {
    const said = say(entity);
    const about = page?.titles.find(({ id }) => id === entity.fields["about"]);
    return said ? [{ entity, about, ...said }] : [];
  });
}

/** Which of a ticket's targets has passed, and since when. */
function missedBy(fields: Entity["fields"], now: number): string {
  const promised = [
    { what: "first answer", at: fields["first_responded_at"] ? undefined : fields["first_response_due"] },
    { what: "resolution", at: fields["due_at"] },
  ];
  return promised
    .flatMap(({ what, at: due }) => {
      const at = instantOf(due);
      return at !== undefined && at < now ? [`${what} ${duration(now - at)} late`] : [];
    })
    .join(", ");
}

/** Both lists, each entity once with all its reasons. */
function together(first: DayItem[], second: DayItem[]): DayItem[] {
  const merged = new Map(first.map((item) => [item.entity.id, item]));
  for (const item of second) {
    const there = merged.get(item.entity.id);
    merged.set(item.entity.id, there ? { ...there, why: `${there.why}, ${item.why}` } : item);
  }
  return [...merged.values()];
}

function left(page: EntityPage | undefined): number {
  return page ? Math.max(0, page.total - page.entities.length) : 0;
}

function instantOf(value: unknown): number | undefined {
  const at = typeof value === "string" ? Date.parse(value) : Number.NaN;
  return Number.isNaN(at) ? undefined : at;
}
