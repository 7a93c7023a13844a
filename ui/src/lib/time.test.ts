import { expect, it } from "vitest";
import { fromLocalInput, onDay, since, toLocalInput } from "./time";

const NOON = new Date(2026, 10, 21, 12).getTime();
const HOUR = 3_600_000;

it("says how long ago in the unit that fits", () => {
  expect(since(NOON - 20_000, NOON)).toBe("now");
  expect(since(NOON - 5 * 60_000, NOON)).toBe("5m ago");
  expect(since(NOON - 3 * HOUR, NOON)).toBe("3h ago");
  expect(since(NOON - 25 * HOUR, NOON)).toBe("yesterday");
  expect(since(NOON - 400 * 24 * HOUR, NOON)).toBe("17 Oct 2025");
});

it("says days near today by name and others by date", () => {
  expect(onDay("2026-11-21", "2026-11-21")).toBe("today");
  expect(onDay("2026-11-22", "2026-11-21")).toBe("tomorrow");
  expect(onDay("2026-12-12", "2026-11-21")).toBe("12 Dec");
  expect(onDay("2027-01-15", "2026-11-21")).toBe("15 Jan 2027");
});

it("brings an instant to where the person is and back unchanged", () => {
  const stored = "2026-11-21T14:30:00Z";
  expect(fromLocalInput(toLocalInput(stored))).toBe(stored);
});
