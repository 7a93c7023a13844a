import { expect, it } from "vitest";
import type { KindDef } from "@/ipc/bindings";
import { entity } from "@/test/sample";
import { kindDef } from "@/test/schema";
import { withWorth, worthOf } from "./worth";

const def: KindDef = {
  ...kindDef("deal"),
  stages: kindDef("deal").stages.map(({ key, label, class: cls, requires }) => ({
    key,
    label,
    class: cls,
    requires,
    probability: { proposal: 40, negotiation: 70, won: 100, lost: 0 }[key] ?? null,
  })),
};
const deal = (fields: Parameters<typeof entity>[2]) => entity("deal", 1, { name: "Roof", ...fields });
const amount = { minor: 100_050, currency: "EUR" };

it("weighs an amount by its own chance, else by that of its stage", () => {
  const weighted = (fields: Parameters<typeof entity>[2]) =>
    worthOf(def, deal({ amount, ...fields }))?.weighted_minor;
  expect(weighted({ stage: "proposal" })).toBe(40_020);
  expect(weighted({ stage: "proposal", probability: 10 })).toBe(10_005);
  expect(weighted({ stage: "proposal", probability: 0 })).toBe(0);
  expect(weighted({ stage: "lost" })).toBe(0);
  expect(weighted({ stage: "qualification" }), "of a stage that says nothing nothing is expected").toBe(0);
  expect(worthOf(kindDef("deal"), deal({ amount, stage: "proposal" }))?.weighted_minor).toBe(100_050);
});

it("is worth nothing without an amount, or where a kind has none", () => {
  expect(worthOf(def, deal({ stage: "proposal" }))).toBeUndefined();
  expect(worthOf(kindDef("task"), entity("task", 1, { title: "Call", stage: "todo" }))).toBeUndefined();
});

it("keeps a sum for each currency, in their order, and none of nothing", () => {
  const euros = { currency: "EUR", minor: 500, weighted_minor: 200 };
  const yen = { currency: "JPY", minor: 9, weighted_minor: 9 };
  expect(withWorth([yen], euros, 1)).toEqual([euros, yen]);
  expect(withWorth([euros, yen], euros, 1)).toEqual([
    { currency: "EUR", minor: 1000, weighted_minor: 400 },
    yen,
  ]);
  expect(withWorth([euros, yen], euros, -1)).toEqual([yen]);
  expect(withWorth([yen], undefined, 1)).toEqual([yen]);
});
