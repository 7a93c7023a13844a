import { expect, it } from "vitest";
import { paneInset, toastPlace } from "./toast-place";

const toast = { width: 400, height: 44 };
const window = (width: number, height: number) => ({ width, height });

it.each([
  ["no dialog", undefined, window(1280, 800), "corner"],
  ["a dialog that leaves room below", { left: 360, right: 920, bottom: 600 }, window(1280, 800), "under"],
  ["a tall one that just leaves it", { left: 240, right: 1040, bottom: 744 }, window(1280, 800), "under"],
  ["a tall one in a wide window", { left: 600, right: 1400, bottom: 790 }, window(2000, 800), "under"],
  ["one at the right edge", { left: 600, right: 1180, bottom: 790 }, window(1200, 800), "left"],
  ["a low window, all of it the dialog's", { left: 61, right: 621, bottom: 348 }, window(683, 360), "title"],
] as const)("keeps off the buttons of a dialog: %s", (_, dialog, view, place) => {
  expect(toastPlace(dialog, toast, view)).toBe(place);
});

it("yields to a message of more lines", () => {
  const dialog = { left: 240, right: 1040, bottom: 744 };
  expect(toastPlace(dialog, { width: 400, height: 72 }, window(1280, 800))).toBe("title");
});

it("leaves the pane at the right to what is written in it, where there is room beside it", () => {
  const toast = { width: 400, height: 48 };
  expect(paneInset(420, toast, { width: 1280, height: 800 })).toBe(420);
  expect(paneInset(420, toast, { width: 800, height: 800 })).toBe(0);
  expect(paneInset(0, toast, { width: 480, height: 800 })).toBe(0);
});
