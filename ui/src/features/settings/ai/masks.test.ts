import { expect, it } from "vitest";
import { changedFields, keptMasks, loosened, maskOf, whyFixed, withDeclared, withMask } from "./masks";
import type { MaskedField, MaskedKind } from "./masks";

const field = (key: string, part: Partial<MaskedField> = {}): MaskedField => ({
  key,
  label: key,
  sensitivity: "internal",
  declared: "none",
  mask: part.declared ?? "none",
  fixed: false,
  ...part,
});

const emails = field("emails", { declared: "placeholder" });
const city = field("city");
const salary = field("salary", { sensitivity: "restricted", declared: "drop", fixed: true });
const kinds: MaskedKind[] = [{ kind: "contact", fields: [emails, city, salary] }];

it("keeps only what is not as it is declared", () => {
  const dropped = withMask({}, "contact", city, "drop");
  expect(dropped).toEqual({ contact: { city: "drop" } });
  expect(maskOf(dropped, "contact", city)).toBe("drop");
  expect(withMask(dropped, "contact", city, "none"), "back to the declaration").toEqual({});
  const kept = [{ kind: "contact" as const, fields: [emails, { ...city, mask: "drop" as const }, salary] }];
  expect(keptMasks(kept)).toEqual({ contact: { city: "drop" } });
});

it("lets no choice reach what is fixed", () => {
  const tried = { contact: { salary: "none" as const } };
  expect(maskOf(tried, "contact", salary)).toBe("drop");
  expect(changedFields(kinds, tried)).toBe(0);
  expect(whyFixed(salary)).toMatch(/^Restricted: never read/);
});

it("counts what changes and names what would leave more than now", () => {
  const open = withMask(withMask({}, "contact", emails, "none"), "contact", city, "placeholder");
  expect(changedFields(kinds, open)).toBe(2);
  expect(loosened(kinds, open).map(({ key }) => key)).toEqual(["emails"]);
  const declared = withDeclared(open, "contact");
  expect(declared).toEqual({});
  expect(changedFields(kinds, declared)).toBe(0);
});
