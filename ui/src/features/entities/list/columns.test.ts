import { expect, it } from "vitest";
import { kindDef } from "@/test/schema";
import { columnsOf, fitting, leastWidth } from "./columns";

it("leaves out columns, not letters, where a list is narrow, and never the stage", () => {
  const all = columnsOf(kindDef("deal"));
  const narrow = fitting(all, 640);
  expect(leastWidth(narrow)).toBeLessThanOrEqual(640);
  expect(narrow.map(({ key }) => key)).toEqual(expect.arrayContaining(["title", "stage", "updated_at"]));
  expect(fitting(all, 4000)).toEqual(all);
});

it("ends with what no list goes without, however narrow it is", () => {
  const least = fitting(columnsOf(kindDef("deal")), 100);
  expect(least.map(({ key }) => key)).toEqual(["title", "stage", "updated_at"]);
});
