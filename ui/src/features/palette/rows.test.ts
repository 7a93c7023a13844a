import { expect, it } from "vitest";
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

it("keeps the chosen row while it is there and goes to the first when it is gone", () => {
  const rows = [{ key: "a" }, { key: "b" }] as never[];
  expect(chosenKey(rows, "b")).toBe("b");
  expect(chosenKey(rows, "gone")).toBe("a");
  expect(moved(rows, "b", 1), "round the end").toBe("a");
});
