import { describe, expect, it } from "vitest";
import { chordOf, isComposing, keyText } from "./keys";

const press = (key: string, part: Partial<KeyboardEvent> = {}) => ({
  key,
  code: /^[a-z]$/i.test(key) ? `Key${key.toUpperCase()}` : key,
  metaKey: false,
  ctrlKey: false,
  altKey: false,
  shiftKey: false,
  isComposing: false,
  keyCode: 0,
  ...part,
});

describe("chordOf", () => {
  it("names Control the mod key on a PC and Command on a Mac", () => {
    expect(chordOf(press("k", { ctrlKey: true }), false)).toBe("mod+k");
    expect(chordOf(press("k", { metaKey: true }), true)).toBe("mod+k");
    expect(chordOf(press("k", { ctrlKey: true }), true), "Control is another key on a Mac").toBe("ctrl+k");
  });

  it("writes a letter with shift and a sign without it", () => {
    expect(chordOf(press("Z", { ctrlKey: true, shiftKey: true }), false)).toBe("mod+shift+z");
    expect(chordOf(press("?", { shiftKey: true, code: "Slash" }), false)).toBe("?");
  });

  it("takes the letter under the finger when Alt changes what is typed", () => {
    expect(chordOf(press("∑", { altKey: true, code: "KeyW" }), true)).toBe("alt+w");
  });
});

it("knows a composing input method by the flag and by WebKit's key code", () => {
  expect(isComposing(press("a", { isComposing: true }))).toBe(true);
  expect(isComposing(press("Enter", { keyCode: 229 }))).toBe(true);
  expect(isComposing(press("Enter", { keyCode: 13 }))).toBe(false);
});

it("writes bindings for people", () => {
  expect(keyText("mod+shift+z", true)).toBe("⌘⇧Z");
  expect(keyText("g c", false)).toBe("G then C");
  expect(keyText("mod+enter", false)).toBe("Ctrl+↵");
});
