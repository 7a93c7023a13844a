import { expect, it } from "vitest";
import { sampleEntities } from "@/test/sample";
import { allMatching, asChosen, countOf, extended, isSelected, nothingSelected, toggled } from "./selection";

const rows = sampleEntities(10).filter(({ kind }) => kind === "ticket");
const rowAt = (index: number) => rows[index];
const [first, second, third] = rows as [(typeof rows)[0], (typeof rows)[0], (typeof rows)[0]];

it("chooses one by one and by ranges", () => {
  const one = toggled(nothingSelected, first, 0);
  const range = extended(one, 2, rowAt);
  expect(countOf(range, rows.length)).toBe(3);
  expect(asChosen(range, "")).toEqual({ select: "ids", ids: [first.id, second.id, third.id] });
  expect(countOf(toggled(range, second, 1), rows.length)).toBe(2);
});

it("chooses all that match but those taken out, and takes a range of them back in", () => {
  const but = toggled(toggled(allMatching, first, 0), second, 1);
  expect(countOf(but, 1_000_000)).toBe(999_998);
  expect(isSelected(but, first)).toBe(false);
  expect(isSelected(but, third)).toBe(true);
  expect(asChosen(but, "stage:open")).toEqual({
    select: "matching",
    filter: "stage:open",
    except: [first.id, second.id],
  });
  expect(countOf(extended(but, 0, rowAt), 1_000_000)).toBe(1_000_000);
});
