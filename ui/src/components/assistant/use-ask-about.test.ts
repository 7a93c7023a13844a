import { expect, it } from "vitest";
import { FakeProvider } from "@/test/fake-provider";
import { kindDef } from "@/test/schema";
import { whyNotAsked } from "./use-ask-about";

const provider = () => new FakeProvider(() => undefined);

it("asks about what is open to AI and says why not of anything else", () => {
  const { state } = provider().ready();
  expect(whyNotAsked("ready", state, kindDef("deal"))).toBeUndefined();
  const closed = { ...state, rules: { ...state.rules, closed_kinds: ["candidate" as const] } };
  expect(whyNotAsked("ready", closed, kindDef("deal"))).toBeUndefined();
  expect(whyNotAsked("ready", closed, kindDef("candidate"))).toMatch(/^Candidates are closed to AI/);
  expect(whyNotAsked("off", state, kindDef("deal"))).toMatch(/switched off/);
});

it("passes on what the core says of a role that may not", () => {
  const { state } = provider().ready({ problem: "the role viewer may not use AI here" });
  expect(whyNotAsked("hindered", state, kindDef("deal"))).toBe("the role viewer may not use AI here");
});
