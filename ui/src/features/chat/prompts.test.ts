import { expect, it } from "vitest";
import { kindDef } from "@/test/schema";
import { matching, promptsFor, slashAt, withPrompt } from "./prompts";
import type { InView } from "./suggestions";

const ticket: InView = { entity: { id: "t", reference: "TIC-3", title: "Roof leaks" }, kind: "ticket" };
const titles = (inView: InView, typed: string) =>
  matching(promptsFor(inView), typed).map(({ title }) => title);

it("is looked for by a slash at the beginning only", () => {
  expect(slashAt("/", 1)).toEqual({ to: 1, words: "" });
  expect(slashAt("/plan my", 8)).toEqual({ to: 8, words: "plan my" });
  expect(slashAt("and/or", 6)).toBeUndefined();
  expect(slashAt("/home/dana", 10), "a path is no prompt").toBeUndefined();
  expect(slashAt("/plan\nmore", 10)).toBeUndefined();
  expect(slashAt("/plan", 0)).toBeUndefined();
});

it("offers what fits the page, found by any of its words", () => {
  expect(titles(ticket, "")[0]).toBe("Summarise this");
  expect(titles(ticket, "reply")).toEqual(["Draft a reply"]);
  expect(titles(ticket, "answer"), "by another word for it").toContain("Draft a reply");
  expect(titles({ list: kindDef("deal") }, "dup")).toEqual(["Find duplicates among deals"]);
  expect(titles(undefined, "plan")).toEqual(["Plan my day"]);
  expect(titles(ticket, "nothing of the kind")).toEqual([]);
});

it("names the entity in what it inserts", () => {
  const [summary] = matching(promptsFor(ticket), "summarise");
  expect(summary?.text).toContain("TIC-3");
});

it("gives every prompt of a page an id of its own", () => {
  const pages: InView[] = [undefined, ticket, { list: kindDef("contact") }];
  for (const kind of ["contact", "deal", "candidate", "task"] as const)
    pages.push({ entity: { id: kind, reference: "X-1", title: "" }, kind }, { list: kindDef(kind) });
  for (const page of pages) {
    const ids = promptsFor(page).map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  }
});

it("chooses what is still to be written, and keeps what stood behind", () => {
  const email = { id: "e", title: "", text: "Write to CON-1 about …", words: "" };
  expect(withPrompt("/em", { to: 3, words: "em" }, email)).toEqual({
    text: "Write to CON-1 about …",
    from: 21,
    to: 22,
  });
  const plan = { ...email, text: "Plan my day." };
  expect(withPrompt("/pl and tomorrow", { to: 3, words: "pl" }, plan)).toEqual({
    text: "Plan my day. and tomorrow",
    from: 12,
    to: 12,
  });
});
