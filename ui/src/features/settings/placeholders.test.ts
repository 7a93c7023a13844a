import { expect, it } from "vitest";
import { kindDef, schemaAnswer } from "@/test/schema";
import { placeholders } from "./placeholders";

const { kinds } = schemaAnswer.schema;
const keys = (kind: Parameters<typeof placeholders>[1]) => placeholders(kinds, kind).map(({ key }) => key);

it("offers what a kind holds and what its references hold, but nothing that is guarded", () => {
  expect(keys("deal")).toEqual(expect.arrayContaining(["name", "amount", "contact.first_name", "me.name"]));
  expect(keys("candidate")).toContain("position");
  expect(keys("candidate")).not.toContain("salary_expectation");
  expect(keys("candidate")).not.toContain("gender");
});

it("calls the contact of a ticket its requester, as the core does", () => {
  const ticket = kindDef("ticket");
  const contact = { ...ticket.fields[0]!, key: "contact", label: "Contact" };
  const linked = {
    ...ticket,
    fields: [{ ...contact, ty: { type: "entity" as const, kinds: ["contact" as const] } }],
  };
  const all = kinds.map((def) => (def.kind === "ticket" ? linked : def));
  expect(placeholders(all, "ticket")).toContainEqual({
    key: "requester.first_name",
    label: "Requester: first name",
  });
});

it("offers only what every kind has for a template of all kinds", () => {
  expect(keys(null)).toEqual(["title", "reference", "me.name"]);
});
