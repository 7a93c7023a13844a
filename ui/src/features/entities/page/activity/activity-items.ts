import type { Change, TimelineEntry } from "@/ipc/bindings";

/** One thing on the timeline: something written, or changes that were made together. */
export type ActivityItem =
  | { type: "entry"; at: number; key: string; entry: TimelineEntry }
  | { type: "changes"; at: number; key: string; changes: [Change, ...Change[]] };

/** What the timeline is narrowed to. */
export type ActivityFilter = "all" | "messages" | "notes" | "calls" | "emails" | "scorecards" | "changes";

/** Notes, activities, messages and changes in one, newest first. */
export function activityItems(
  timeline: readonly TimelineEntry[],
  changes: readonly Change[],
  filter: ActivityFilter,
): ActivityItem[] {
  const entries = timeline.map((entry): ActivityItem => ({
    type: "entry",
    at: entry.at,
    key: entry.id,
    entry,
  }));
  const sets = bySet(changes.filter((change) => !isShownItself(change))).map((set): ActivityItem => ({
    type: "changes",
    at: set[0].at,
    key: `c${set[0].seq}`,
    changes: set,
  }));
  return [...entries, ...sets].filter((item) => passes(item, filter)).toSorted((a, b) => b.at - a.at);
}

/** The filters that have anything to show, in the order of the timeline's bar. */
export function filtersOf(timeline: readonly TimelineEntry[]): ActivityFilter[] {
  const all: ActivityFilter[] = ["all", "messages", "notes", "calls", "emails", "scorecards", "changes"];
  return all.filter(
    (filter) =>
      filter === "all" ||
      filter === "changes" ||
      timeline.some((entry) => passes({ type: "entry", at: 0, key: "", entry }, filter)),
  );
}

function passes(item: ActivityItem, filter: ActivityFilter): boolean {
  if (filter === "all") return true;
  if (item.type === "changes") return filter === "changes";
  switch (item.entry.entry) {
    case "public_message":
    case "internal_message":
      return filter === "messages";
    case "note":
      return filter === "notes";
    case "call":
    case "meeting":
      return filter === "calls";
    case "email":
      return filter === "emails";
    case "scorecard":
      return filter === "scorecards";
  }
}

/** A note or a scorecard that was added stands on the timeline as itself. */
function isShownItself({ op, field, old }: Change): boolean {
  return op === "attach" && (field === "note" || field === "scorecard") && old === null;
}

/** Changes that were written together, together. */
function bySet(changes: readonly Change[]): [Change, ...Change[]][] {
  const sets: [Change, ...Change[]][] = [];
  for (const change of changes) {
    const last = sets.at(-1);
    if (last && last[0].change_set === change.change_set) last.push(change);
    else sets.push([change]);
  }
  return sets;
}
