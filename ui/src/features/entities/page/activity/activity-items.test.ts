import { expect, it } from "vitest";
import type { Change, TimelineEntry } from "@/ipc/bindings";
import { activityItems, filtersOf } from "./activity-items";

const actor = { actor: "member" as const, member: "m-dana" };
const note = (id: string, entry: TimelineEntry["entry"], at: number): TimelineEntry => ({
  id,
  entry,
  text: id,
  actor,
  at,
  also_on: [],
  scorecard: null,
});
const change = (seq: number, set: string, at: number, part: Partial<Change> = {}): Change => ({
  seq,
  change_set: set,
  entity: "deal-1",
  kind: "deal",
  op: "update",
  field: "next_step",
  old: null,
  new: "x",
  revision: seq,
  actor,
  at,
  ...part,
});

it("puts what was written and what was changed in one order, newest first", () => {
  const items = activityItems(
    [note("late", "note", 40), note("early", "call", 10)],
    [change(3, "b", 30), change(2, "a", 20), change(1, "a", 20)],
    "all",
  );
  expect(items.map(({ key }) => key)).toEqual(["late", "c3", "c2", "early"]);
  const together = items[2];
  expect(together?.type === "changes" && together.changes).toHaveLength(2);
});

it("shows an added note once, and that one was removed", () => {
  const added = change(1, "a", 10, { op: "attach", field: "note", new: {} });
  const removed = change(2, "b", 20, { op: "attach", field: "note", old: {}, new: null });
  expect(activityItems([note("n", "note", 10)], [removed, added], "all").map(({ key }) => key)).toEqual([
    "c2",
    "n",
  ]);
});

it("narrows to one sort of thing, and offers only the sorts there are", () => {
  const timeline = [note("a", "note", 1), note("b", "internal_message", 2), note("c", "meeting", 3)];
  expect(activityItems(timeline, [change(1, "a", 9)], "messages").map(({ key }) => key)).toEqual(["b"]);
  expect(activityItems(timeline, [change(1, "a", 9)], "changes").map(({ key }) => key)).toEqual(["c1"]);
  expect(filtersOf(timeline)).toEqual(["all", "messages", "notes", "calls", "changes"]);
});
