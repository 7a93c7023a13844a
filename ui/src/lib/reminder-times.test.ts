import { expect, it } from "vitest";
import { localDay, toLocalInput } from "@/lib/time";
import { reminderTimes } from "@/lib/reminder-times";

const local = (text: string) => new Date(text).getTime();

it("offers times that lie ahead, soonest first", () => {
  const offered = reminderTimes(local("2026-11-25T19:30"));
  expect(offered.map(({ label }) => label)).toEqual(["In 1 hour", "Tomorrow, 9:00", "On Monday, 9:00"]);
  expect(offered.map(({ at }) => toLocalInput(at))).toEqual([
    "2026-11-25T20:30",
    "2026-11-26T09:00",
    "2026-11-30T09:00",
  ]);
});

it("means the next Monday on a Monday and tomorrow once on a Sunday", () => {
  const monday = reminderTimes(local("2026-11-23T08:00")).find(({ label }) => label.startsWith("On Monday"));
  expect(localDay(Date.parse(monday?.at ?? ""))).toBe("2026-11-30");
  const sunday = reminderTimes(local("2026-11-22T08:00"));
  expect(sunday.filter(({ at }) => toLocalInput(at) === "2026-11-23T09:00")).toHaveLength(1);
});

it("offers the morning of the due day and of the day before", () => {
  const offered = reminderTimes(local("2026-11-25T08:00"), "2026-12-05");
  expect(offered.slice(-2).map(({ at }) => toLocalInput(at))).toEqual([
    "2026-12-04T09:00",
    "2026-12-05T09:00",
  ]);
});
