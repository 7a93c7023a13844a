import { expect, it } from "vitest";
import type { ConfirmationView, ShownArgument } from "@/ipc/bindings";
import { editsOf, movedPath, NO_DRAFT, stepLines, typedValue } from "./edits";

const argument = (part: Partial<ShownArgument>): ShownArgument => ({
  path: "/text",
  label: "text",
  value: "",
  editable: true,
  tainted: false,
  must_type: false,
  masked: false,
  ...part,
});

const view = (...args: ShownArgument[]) => ({ arguments: args }) as unknown as ConfirmationView;

it.each([
  ["/changes/0/value", undefined],
  ["/changes/1/value", "/changes/0/value"],
  ["/changes/2", undefined],
  ["/changes/3/value", "/changes/1/value"],
  ["/changes/11/value", "/changes/9/value"],
  ["/text", "/text"],
])("follows %s to where it stands once others are left out", (before, after) => {
  expect(movedPath(before, ["/changes/2", "/changes/0"])).toBe(after);
});

it("keeps the words of a step beside it when one before it is left out", () => {
  const first = [
    { path: "/changes/0", sentence: "set the stage to Won" },
    { path: "/changes/1", sentence: "set the amount to 12" },
    { path: "/changes/2", sentence: "clear the next step" },
  ];
  const now = [
    { path: "/changes/0", sentence: "set the amount to 15" },
    { path: "/changes/1", sentence: "clear the next step" },
  ];
  expect(stepLines(first, now, ["/changes/0"])).toEqual([
    { path: "/changes/0", sentence: "set the stage to Won", kept: false },
    { path: "/changes/1", sentence: "set the amount to 15", kept: true },
    { path: "/changes/2", sentence: "clear the next step", kept: true },
  ]);
});

it("reads what is typed in the type of the argument", () => {
  expect(typedValue(argument({ value: 12 }), "12,500.5")).toBe(12_500.5);
  expect(typedValue(argument({ value: 12 }), "twelve")).toBeUndefined();
  expect(typedValue(argument({ value: true }), "false")).toBe(false);
  expect(typedValue(argument({ value: "a" }), ""), "it clears").toBe("");
  expect(typedValue(argument({ value: "a", must_type: true }), "")).toBeUndefined();
  expect(typedValue(argument({ value: null }), "because")).toBe("because");
});

it("asks about what was changed, and about what had to be typed although it is the same", () => {
  const first = view(
    argument({ path: "/to", value: "a@b.example", must_type: true }),
    argument({ path: "/subject", value: "Hello" }),
    argument({ path: "/changes/1/value", value: "x" }),
  );
  const texts = { "/to": "a@b.example", "/subject": "Hello", "/changes/1/value": "y" };
  expect(editsOf(first, { ...NO_DRAFT, texts })).toEqual({
    set: { "/to": "a@b.example", "/changes/1/value": "y" },
    drop: [],
  });
  expect(editsOf(first, { ...NO_DRAFT, texts, drop: ["/changes/1"] })).toEqual({
    set: { "/to": "a@b.example" },
    drop: ["/changes/1"],
  });
});
