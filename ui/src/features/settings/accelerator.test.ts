import { expect, it } from "vitest";
import { acceleratorCaps, acceleratorOf } from "./accelerator";

const press = (key: string, code: string, held: string[] = []) => ({
  key,
  code,
  metaKey: held.includes("meta"),
  ctrlKey: held.includes("ctrl"),
  altKey: held.includes("alt"),
  shiftKey: held.includes("shift"),
});

it("writes a press as the core registers it", () => {
  expect(acceleratorOf(press(" ", "Space", ["ctrl", "shift"]), false)).toEqual({
    accelerator: "CommandOrControl+Shift+Space",
  });
  expect(acceleratorOf(press("k", "KeyK", ["meta", "alt"]), false)).toEqual({ accelerator: "Super+Alt+K" });
  expect(acceleratorOf(press("F9", "F9"), false)).toEqual({ accelerator: "F9" });
});

it("waits while only modifiers are down", () => {
  expect(acceleratorOf(press("Control", "ControlLeft", ["ctrl"]), false)).toBeUndefined();
});

it("refuses a key that every program needs", () => {
  expect(acceleratorOf(press("k", "KeyK"), false)).toHaveProperty("problem");
  expect(acceleratorOf(press("K", "KeyK", ["shift"]), false)).toHaveProperty("problem");
});

it("shows a shortcut as the keyboard's own names", () => {
  expect(acceleratorCaps("CommandOrControl+Shift+Space", false)).toEqual(["Ctrl", "Shift", "Space"]);
  expect(acceleratorCaps("CommandOrControl+Shift+Space", true)).toEqual(["⌘", "⇧", "Space"]);
  expect(acceleratorCaps("")).toEqual([]);
});
