import { describe, expect, it } from "vitest";
import { kindDef } from "@/test/schema";
import { mapped, missing, targets } from "./mapping";

const contact = kindDef("contact");
const two = [
  { column: 0, field: "company", confidence: 80 },
  { column: 1, field: null, confidence: 0 },
];

describe("mapped", () => {
  it("takes a field of one value from the column that had it", () => {
    expect(mapped(two, contact, 1, "company").map(({ field }) => field)).toEqual([null, "company"]);
  });

  it("lets several columns go to a field that holds many", () => {
    const once = mapped(two, contact, 0, "emails");
    expect(mapped(once, contact, 1, "emails").map(({ field }) => field)).toEqual(["emails", "emails"]);
  });
});

describe("missing", () => {
  it("asks for the required fields", () => {
    expect(missing(two, kindDef("deal"))).toEqual(["Name"]);
  });

  it("takes a person's email for their name", () => {
    expect(missing([{ column: 0, field: "emails", confidence: 90 }], contact)).toEqual([]);
    expect(missing([{ column: 0, field: "city", confidence: 90 }], contact)).toEqual(["Full name"]);
  });

  it("asks for nothing when a column names what to update", () => {
    expect(missing([{ column: 0, field: "reference", confidence: 90 }], kindDef("deal"))).toEqual([]);
  });
});

it("offers every field that can be written, and the full name of a person", () => {
  const offered = targets(contact).map(({ value }) => value);
  expect(offered).toContain("full_name");
  expect(offered, "derived").not.toContain("last_contacted");
  expect(targets(kindDef("deal")).map(({ value }) => value)).not.toContain("full_name");
});
