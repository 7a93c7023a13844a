import "@testing-library/jest-dom/vitest";
import { cleanup, configure } from "@testing-library/react";
import { afterEach, beforeEach } from "vitest";
import { recoveryCode } from "@/features/onboarding/recovery-code-store";
import {
  beside,
  chatPane,
  composing,
  creating,
  drawer,
  palette,
  recoveryPutOff,
  shortcutSheet,
  trail,
} from "@/lib/window-state";
import { quickly, slowLook } from "./computed-style";

// Only what never comes waits this long; a machine that is busy may take many times as long as a quiet one.
configure({ asyncUtilTimeout: 20_000 });

window.getComputedStyle = quickly(slowLook);

// What a browser has and jsdom has not.
window.matchMedia ??= (media: string) =>
  ({
    matches: false,
    media,
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
  }) as unknown as MediaQueryList;
globalThis.ResizeObserver ??= class {
  observe() {}
  unobserve() {}
  disconnect() {}
};
Element.prototype.scrollIntoView ??= () => undefined;
Element.prototype.getAnimations ??= () => [];
Object.defineProperties(HTMLElement.prototype, {
  offsetHeight: { get: () => 640 },
  offsetWidth: { get: () => 1280 },
  clientHeight: { get: () => 640 },
  clientWidth: { get: () => 1280 },
});

beforeEach(() => {
  recoveryCode.set("none");
  window.location.hash = "";
  palette.set({ open: false, text: "" });
  chatPane.set({ open: false, width: 420 });
  for (const store of [beside, composing, creating, trail]) store.set(null);
  for (const store of [drawer, recoveryPutOff, shortcutSheet]) store.set(false);
});

afterEach(() => cleanup());
