import { fireEvent } from "@testing-library/react";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { startKeymap } from "./keymap";
import { provide } from "./registry";

let stops: (() => void)[] = [];
beforeEach(() => {
  document.body.innerHTML =
    "<input aria-label='text' /><button>press</button><div role='dialog'><p tabindex='-1'>in</p></div>";
  stops = [startKeymap(window)];
});
afterEach(() => {
  for (const stop of stops) stop();
  document.body.innerHTML = "";
});

function on(id: Parameters<typeof provide>[0]) {
  const run = vi.fn();
  stops.push(provide(id, run));
  return run;
}

const at = (selector: string) => document.querySelector<HTMLElement>(selector)!;

it("runs an action by its key", () => {
  const run = on("create.here");
  fireEvent.keyDown(document.body, { key: "c", code: "KeyC" });
  expect(run).toHaveBeenCalledOnce();
});

it("leaves letters alone in inputs, in dialogs and while composing", () => {
  const run = on("create.here");
  fireEvent.keyDown(at("input"), { key: "c", code: "KeyC" });
  fireEvent.keyDown(at("p"), { key: "c", code: "KeyC" });
  fireEvent.keyDown(document.body, { key: "c", code: "KeyC", keyCode: 229 });
  expect(run).not.toHaveBeenCalled();
});

it("opens the palette even while typing", () => {
  const run = on("palette.open");
  fireEvent.keyDown(at("input"), { key: "k", code: "KeyK", ctrlKey: true });
  expect(run).toHaveBeenCalledOnce();
});

it("waits for the second key of a sequence, which then means nothing else", () => {
  const go = on("go.contact");
  const create = on("create.here");
  fireEvent.keyDown(document.body, { key: "g", code: "KeyG" });
  fireEvent.keyDown(document.body, { key: "c", code: "KeyC" });
  expect(go).toHaveBeenCalledOnce();
  expect(create).not.toHaveBeenCalled();
});

it("leaves Enter to the button that has the focus", () => {
  const run = on("list.open");
  fireEvent.keyDown(at("button"), { key: "Enter" });
  expect(run).not.toHaveBeenCalled();
  fireEvent.keyDown(document.body, { key: "Enter" });
  expect(run).toHaveBeenCalledOnce();
});

it("gives a key to what came last on screen, and back when that goes", () => {
  const below = on("entity.trash");
  const above = vi.fn();
  const remove = provide("entity.trash", above);
  fireEvent.keyDown(document.body, { key: "Delete" });
  remove();
  fireEvent.keyDown(document.body, { key: "Delete" });
  expect(above).toHaveBeenCalledOnce();
  expect(below).toHaveBeenCalledOnce();
});
