import { useEffect } from "react";
import { sayProblem } from "@/components/ui/toaster";
import { call } from "@/ipc/call";
import { createStore, useStore } from "./store";

/** How long a text is let change before it is kept. */
const KEEP_MS = 400;

// What was begun to be written, by composer: `note:<entity id>`. The workspace keeps it, encrypted, for its member;
// this is the window's copy, so that what is typed shows at once.
const texts = createStore<ReadonlyMap<string, string>>(new Map());
const waiting = new Map<string, ReturnType<typeof setTimeout>>();
/** Keys written since the workspace was opened: what is read from it then is older. */
const touched = new Set<string>();
let failed = false;

/** The text begun in a composer, and the way to change it; an empty one is none. Outlives the window. */
export function useDraftText(key: string): [string, (text: string) => void] {
  return [useStore(texts).get(key) ?? "", (text) => keepDraftText(key, text)];
}

export function draftText(key: string): string {
  return texts.get().get(key) ?? "";
}

/** Shows a text at once and keeps it when it has not changed for a moment; an empty one at once, as it was sent. */
export function keepDraftText(key: string, text: string) {
  if (draftText(key) === text) return;
  const next = new Map(texts.get());
  if (text === "") next.delete(key);
  else next.set(key, text);
  texts.set(next);
  touched.add(key);
  clearTimeout(waiting.get(key));
  if (text === "") void save(key);
  else
    waiting.set(
      key,
      setTimeout(() => void save(key), KEEP_MS),
    );
}

/** Keeps at once what still waits: before the window or the workspace closes. */
export async function flushDraftTexts() {
  await Promise.all([...waiting.keys()].map(save));
}

async function save(key: string) {
  clearTimeout(waiting.get(key));
  waiting.delete(key);
  try {
    await call("draft_save", { key, text: draftText(key) });
    failed = false;
  } catch (error) {
    // Said once, not with every word typed.
    if (!failed) sayProblem(error);
    failed = true;
  }
}

/** Brings up what the open workspace keeps, and lets nothing of it stay when another one is opened. */
export function useDraftKeeping() {
  useEffect(() => {
    let live = true;
    void call("draft_list", {}).then(({ drafts }) => {
      if (!live) return;
      const kept = drafts.filter(({ key }) => !touched.has(key)).map(({ key, text }) => [key, text] as const);
      texts.set(new Map([...texts.get(), ...kept]));
    }, sayProblem);
    const leave = () => void flushDraftTexts();
    window.addEventListener("pagehide", leave);
    document.addEventListener("visibilitychange", leave);
    return () => {
      live = false;
      window.removeEventListener("pagehide", leave);
      document.removeEventListener("visibilitychange", leave);
      for (const timer of waiting.values()) clearTimeout(timer);
      waiting.clear();
      touched.clear();
      texts.set(new Map());
    };
  }, []);
}
