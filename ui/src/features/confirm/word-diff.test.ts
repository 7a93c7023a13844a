import { expect, it } from "vitest";
import { wordDiff } from "./word-diff";

const side = (pieces: ReturnType<typeof wordDiff>, other: "gone" | "new") =>
  pieces
    .filter(({ change }) => change !== other)
    .map(({ text }) => text)
    .join("");

it("says which words went and which came", () => {
  expect(wordDiff("call Dana on Monday about it", "call Li on Monday about this")).toEqual([
    { text: "call", change: "same" },
    { text: " Dana", change: "gone" },
    { text: " Li", change: "new" },
    { text: " on Monday about", change: "same" },
    { text: " it", change: "gone" },
    { text: " this", change: "new" },
  ]);
});

it.each([
  ["", "all new"],
  ["all gone", ""],
  ["the same", "the same"],
  ["ends\nwith a line\n", "ends\nwith another line\n\n"],
  ["word ".repeat(3000), `x ${"word ".repeat(1500)}`],
])("loses nothing of either text", (before, after) => {
  const pieces = wordDiff(before, after);
  expect(side(pieces, "new")).toBe(before);
  expect(side(pieces, "gone")).toBe(after);
});
