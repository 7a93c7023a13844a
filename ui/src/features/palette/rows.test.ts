import { expect, it } from "vitest";
import type { Hit } from "@/ipc/bindings";
import type { PaletteCommand } from "./host";
import { chosenKey, commandText, moved, sections } from "./rows";

const commands: PaletteCommand[] = [
  { id: "go.deal", title: "Go to deals", section: "Go to", words: "", keys: "g d" },
  { id: "create.deal", title: "Create deal", section: "Create", words: "new add", keys: undefined },
  { id: "theme.dark", title: "Use the dark theme", section: "Appearance", words: "night", keys: undefined },
];
const none = { hits: [], exact: 0 };

it("shows commands only behind the sign, found by title and other words", () => {
  expect(commandText("> new d")).toBe("new d");
  expect(commandText("new d")).toBeUndefined();
  expect(sections(">new d", none, commands)[0]?.rows.map(({ key }) => key)).toEqual([">create.deal"]);
  expect(sections(">", none, commands)[0]?.rows).toHaveLength(3);
});

it("shows commands under results when their words match", () => {
  expect(sections("deal", none, commands).map(({ title }) => title)).toEqual(["Commands"]);
  expect(sections("", none, commands), "nothing typed is about what was opened, not about commands").toEqual(
    [],
  );
});

const hit = { id: "contact-1", title: "Godfrey Tor" } as Hit;
const view: PaletteCommand = {
  id: "view:v",
  title: "Open view: Große Fälle",
  name: "Große Fälle",
  section: "Deals",
  words: "deal list board saved",
  keys: undefined,
};
const order = (text: string, exact = 0) =>
  sections(text, { hits: [hit], exact }, [...commands, view]).flatMap(({ rows }) =>
    rows.map(({ key }) => key),
  );

it.each([
  ["the whole name of a view", "große fälle", [">view:v", "contact-1"]],
  ["the name without its accents", "GROßE falle", [">view:v", "contact-1"]],
  ["the beginning of a view's name", "gro", [">view:v", "contact-1"]],
  ["the beginning of a command's title", "go to d", [">go.deal", "contact-1"]],
  ["one letter, which begins too much", "g", ["contact-1", ">go.deal", ">view:v"]],
  ["a word from within a title", "deals", ["contact-1", ">go.deal"]],
  ["another word that finds it", "night", ["contact-1", ">theme.dark"]],
])("puts what is called so above entities, and other commands below: %s", (_, text, expected) => {
  expect(order(text)).toEqual(expected);
});

it("puts the exact name before those that only begin so, and both before an identifier's hit", () => {
  const longer = {
    ...view,
    id: "view:w",
    name: "Große Fälle im Norden",
    title: "Open view: Große Fälle im Norden",
  };
  const found = sections("große fälle", { hits: [hit], exact: 1 }, [longer, view]);
  expect(found.map(({ title }) => title)).toEqual(["By name", "Exact"]);
  expect(found[0]?.rows.map(({ key }) => key)).toEqual([">view:v", ">view:w"]);
});

it("keeps the chosen row while it is there and goes to the first when it is gone", () => {
  const rows = [{ key: "a" }, { key: "b" }] as never[];
  expect(chosenKey(rows, "b")).toBe("b");
  expect(chosenKey(rows, "gone")).toBe("a");
  expect(moved(rows, "b", 1), "round the end").toBe("a");
});
