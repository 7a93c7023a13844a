import { expect, it } from "vitest";
import { targetState } from "./ticket-targets";

const due = "2026-11-21T12:00:00Z";
const at = Date.parse(due);
const hour = 3_600_000;

it("says how long is left, and that it is short when less than an hour is", () => {
  expect(targetState(due, undefined, at - 5 * hour)).toMatchObject({ words: "5h left", tone: "left" });
  expect(targetState(due, undefined, at - hour / 2)).toMatchObject({ words: "30m left", tone: "soon" });
});

it("says by how much it is overdue while nothing was done", () => {
  expect(targetState(due, undefined, at + 26 * hour)).toMatchObject({
    words: "overdue by 1d 2h",
    tone: "late",
  });
});

it("keeps what was met apart from what was missed, whatever the time is now", () => {
  expect(targetState(due, at - 1, at + 99 * hour)).toMatchObject({ words: "in time", tone: "kept" });
  expect(targetState(due, at + 2 * hour, at + 99 * hour)).toMatchObject({ words: "2h late", tone: "missed" });
});

it("says nothing where nothing was promised", () => {
  expect(targetState(undefined, undefined, at)).toBeUndefined();
});
