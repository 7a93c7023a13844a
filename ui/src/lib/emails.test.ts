import { expect, it } from "vitest";
import { isAddress, recipientNames, recipientsIn } from "./emails";

it("reads recipients as they are pasted from elsewhere", () => {
  expect(
    recipientsIn('Dana Brandt <dana@brook.example>, li@brook.example; "Oke" <oke@brook.example>'),
  ).toEqual([
    { name: "Dana Brandt", address: "dana@brook.example" },
    { name: null, address: "li@brook.example" },
    { name: "Oke", address: "oke@brook.example" },
  ]);
  expect(recipientsIn("Brandt, Dana <dana@brook.example>\nwang.wei@hailan.example")).toEqual([
    { name: "Brandt, Dana", address: "dana@brook.example" },
    { name: null, address: "wang.wei@hailan.example" },
  ]);
  expect(recipientsIn("anneliese")).toEqual([{ name: null, address: "anneliese" }]);
  expect(recipientsIn(" ,; ")).toEqual([]);
});

it("tells addresses from what cannot be one", () => {
  expect(["dana@brook.example", "ü@müller.example", "a.b+c@d.e.example"].filter(isAddress)).toHaveLength(3);
  expect(
    ["dana", "dana@", "dana@brook", "@brook.example", "a b@c.example", "a@b..", "a@b,c.de"].filter(isAddress),
  ).toEqual([]);
});

it("names one, two and many recipients", () => {
  const people = ["Dana", "Li", "Oke"].map((name) => ({ name, address: "x@y.example" }));
  expect(recipientNames(people.slice(0, 1))).toBe("Dana");
  expect(recipientNames(people.slice(0, 2))).toBe("Dana and Li");
  expect(recipientNames(people)).toBe("Dana and 2 others");
});
