import { expect, it } from "vitest";
import { kindDef } from "@/test/schema";
import { choosable, columnsOf, exported, fitting, leastWidth, nextSort, remembered, tracks } from "./columns";

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

it("shows the columns of a view in their order and width, the title before them, and remembers them alike", () => {
  const chosen = [
    { key: "amount", width: 140 },
    { key: "created_at", width: null },
    { key: "gone_field", width: null },
  ];
  const columns = columnsOf(kindDef("deal"), chosen);
  expect(columns.map(({ key }) => key)).toEqual(["title", "amount", "created_at"]);
  expect(tracks(columns)).toBe("16px minmax(264px, 4fr) 140px 72px");
  expect(remembered(columns)).toEqual([{ key: "title", width: null }, ...chosen.slice(0, 2)]);
});

it("offers every field but long texts, once each", () => {
  const keys = choosable(kindDef("deal")).map(({ key }) => key);
  expect(keys).toEqual(expect.arrayContaining(["amount", "lost_reason", "reference", "updated_at"]));
  expect(keys).not.toContain("description");
  expect(new Set(keys).size).toBe(keys.length);
  const guarded = choosable(kindDef("candidate")).map(({ key }) => key);
  expect(guarded, "what only managers may see is no column").not.toContain("salary_expectation");
});

it("sorts by one column, or by one more after the others", () => {
  const up = { key: "amount", descending: false };
  const down = { key: "amount", descending: true };
  const date = { key: "close_date", descending: false };
  expect(nextSort([], "amount")).toEqual([up]);
  expect(nextSort([up], "amount")).toEqual([down]);
  expect(nextSort([down], "amount")).toEqual([]);
  expect(nextSort([date, up], "amount"), "a plain press ends sorting by several").toEqual([up]);
  expect(nextSort([date], "amount", true)).toEqual([date, up]);
  expect(nextSort([date, up], "amount", true)).toEqual([date, down]);
  expect(nextSort([date, down], "amount", true)).toEqual([date]);
});

const column = (key: string) => ({ key, width: null });

it("exports the fields that are shown, in their order, a name as the fields it is made of", () => {
  const contact = [column("title"), column("city"), column("reference"), column("company")];
  expect(exported(kindDef("contact"), contact)).toEqual(["first_name", "last_name", "city", "company"]);
  expect(exported(kindDef("deal"), [column("title"), column("name")]), "each once").toEqual(["name"]);
  expect(exported(kindDef("deal"), []).slice(0, 3)).toEqual(["name", "company", "stage"]);
});
