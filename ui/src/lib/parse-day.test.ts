import { expect, it } from "vitest";
import { parseDay } from "./parse-day";

const SATURDAY = "2026-11-21";

it.each([
  ["2026-12-01", "2026-12-01"],
  ["today", "2026-11-21"],
  ["tomorrow", "2026-11-22"],
  ["+3d", "2026-11-24"],
  ["2w", "2026-12-05"],
  ["-1m", "2026-10-21"],
  ["mon", "2026-11-23"],
  ["saturday", "2026-11-28"],
  ["1 Dec", "2026-12-01"],
  ["Dec 1, 2027", "2027-12-01"],
  ["03/04/2027", "2027-04-03"],
  ["3.4.27", "2027-04-03"],
])("reads %s", (text, day) => {
  expect(parseDay(text, SATURDAY, true)).toBe(day);
});

it("reads the month first when the person does", () => {
  expect(parseDay("03/04/2027", SATURDAY, false)).toBe("2027-03-04");
});

it.each(["31 Feb", "2026-02-30", "13/13/2026", "soon", "s", ""])("refuses %j", (text) => {
  expect(parseDay(text, SATURDAY, true)).toBeUndefined();
});

it("ends a month that is too short for the day at its last", () => {
  expect(parseDay("1m", "2027-01-31", true)).toBe("2027-02-28");
});
