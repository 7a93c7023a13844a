import { describe, expect, it } from "vitest";
import { chipAt, chipped, joined, replaced, textStart } from "./chips";

describe("chipped", () => {
  it("takes a filter with a space behind it out of the text", () => {
    expect(chipped("stage:won ")).toEqual({ chips: ["stage:won"], text: "" });
    expect(chipped("acme stage:won ")).toEqual({ chips: ["stage:won"], text: "acme " });
  });

  it("leaves the filter that is still being typed", () => {
    expect(chipped("stage:wo")).toEqual({ chips: [], text: "stage:wo" });
  });

  it.each(["-tag:cold", "amount>10k", "closes<=30d", 'company:"Acme Corp"', "#TIC-104", "@dana", "$recent"])(
    "knows %s as a filter",
    (filter) => {
      expect(chipped(`${filter} `).chips).toEqual([filter]);
    },
  );

  it.each(["https://acme.example ", "12:30 ", "plain ", '"exact phrase" ', "a@b.example "])(
    "leaves %s alone",
    (text) => {
      expect(chipped(text)).toEqual({ chips: [], text });
    },
  );

  it("never takes the same filter twice", () => {
    expect(chipped("stage:won ", ["stage:won"]).chips).toEqual(["stage:won"]);
  });
});

it("joins chips and text to what the core gets, and knows where each stands in it", () => {
  const query = { chips: ["kind:deal", "stage:won"], text: "acme" };
  expect(joined(query)).toBe("kind:deal stage:won acme");
  expect(textStart(query)).toBe(20);
  expect(chipAt(query, 10)).toBe(1);
  expect(chipAt(query, 20)).toBeUndefined();
});

it("puts a suggestion in the place of a chip", () => {
  const query = { chips: ["kind:deal", "stage:zzz"], text: "acme" };
  expect(replaced(query, [10, 19], "stage:won")).toEqual({ chips: ["kind:deal", "stage:won"], text: "acme" });
});
