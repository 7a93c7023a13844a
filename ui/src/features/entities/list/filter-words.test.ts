import { expect, it } from "vitest";
import { kindDef } from "@/test/schema";
import { added, filterWord, operatorsOf, subjectsOf } from "./filter-words";

const subjects = subjectsOf(kindDef("deal"));
const subject = (key: string) => subjects.find((each) => each.key === key)!;

it("writes what a person would type", () => {
  expect(filterWord(subject("stage"), "is", ["won", "lost"])).toBe("stage:won,lost");
  expect(filterWord(subject("tags"), "not", ["key account"])).toBe('-tags:"key account"');
  expect(filterWord(subject("amount"), "above", ["10k"])).toBe("amount>10k");
  expect(filterWord(subject("owner"), "none", [])).toBe("owner:none");
  expect(filterWord(subject("owner"), "some", [])).toBe("-owner:none");
  expect(filterWord(subject("created"), "above", ["2026-01-01"])).toBe("created>2026-01-01");
  expect(filterWord(subject("company"), "is", ['Say "so", Ltd'])).toBe('company:"Say so, Ltd"');
});

it("writes nothing without a value", () => {
  expect(filterWord(subject("company"), "is", ["  "])).toBeUndefined();
});

it("offers an order only where there is one, and emptiness only where it can be", () => {
  expect(operatorsOf(subject("amount"))).toContain("above");
  expect(operatorsOf(subject("company"))).not.toContain("above");
  expect(operatorsOf(subject("stage"))).not.toContain("none");
});

it("puts a condition behind those that are there", () => {
  expect(added("stage:won", "owner:me")).toBe("stage:won owner:me");
  expect(added("", "owner:me")).toBe("owner:me");
});
