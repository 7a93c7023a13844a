import { expect, it } from "vitest";
import { entity } from "@/test/sample";
import { kindDef } from "@/test/schema";
import { differences, patchOf } from "./merge-choices";

const def = kindDef("contact");
const left = entity("contact", 801, {
  first_name: "Ana",
  last_name: "Sousa",
  emails: ["ana@sousa.example"],
  company: "Fjordlys",
});
const right = entity("contact", 802, {
  first_name: "Ana",
  last_name: "de Sousa",
  emails: ["ANA@sousa.example", "ana@post.example"],
  city: "Porto",
});
const all = differences(def, left, right);

it("asks only about what differs", () => {
  expect(all.map(({ field }) => field.key)).toEqual(["last_name", "emails", "company", "city"]);
});

it("unites lists, takes what only one has, and else keeps what is there", () => {
  expect(patchOf(all, {}, "left")).toEqual({
    emails: ["ana@sousa.example", "ana@post.example"],
    city: "Porto",
  });
});

it("does as chosen, and clears what the other one had not", () => {
  expect(
    patchOf(all, { last_name: "right", company: "right", emails: "left", city: "left" }, "left"),
  ).toEqual({
    last_name: "de Sousa",
    company: null,
  });
});

it("changes the other one when that stays", () => {
  expect(patchOf(all, {}, "right")).toEqual({ company: "Fjordlys" });
});
