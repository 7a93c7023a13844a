import { useEffect } from "react";
import { sayProblem } from "@/components/ui/toaster";
import type { PanelLook } from "@/ipc/bindings";
import { call } from "@/ipc/call";
import { useCommand } from "@/ipc/use-command";
import { createStore, useStore } from "@/lib/store";
import { beside, chatPane, entityPanel } from "@/lib/window-state";

/** The parts of the panel that fold. */
export type SectionId = "summary" | "suggestions" | "similar" | "ask";

const DEFAULT: PanelLook = { open: true, width: 320, folded: [] };

/** Where page and panel do not fit side by side. */
const TOO_NARROW = "(max-width: 1199.98px)";

/** How the panel looks: ahead of the settings while a change is on its way there. */
const look = createStore<PanelLook>(DEFAULT);

/** A section that is to take the focus, until it has. */
export const wanted = createStore<SectionId | "panel" | null>(null);

export function usePanelLook(): PanelLook {
  return useStore(look);
}

/** The entities whose summaries are not written by themselves now, by id: one was just begun, stopped or removed. */
export const restingSummaries = new Set<string>();

let writing = 0;
let last: Promise<unknown> = Promise.resolve();
let resting: ReturnType<typeof setTimeout> | undefined;

/** Dragging an edge makes many widths; the last one is kept. */
const REST_MS = 300;

/** Follows what the settings remember of the panel. */
export function useKeptLook() {
  const kept = useCommand("settings_get", {}).data?.panel;
  useEffect(() => {
    if (!kept || writing > 0 || resting !== undefined) return;
    look.set(kept);
    // Where it would lie over the page it comes only when it is called up.
    entityPanel.set(kept.open && !window.matchMedia(TOO_NARROW).matches);
  }, [kept]);
}

function change(part: Partial<PanelLook>) {
  look.set({ ...look.get(), ...part });
  if (part.open !== undefined) entityPanel.set(part.open);
  clearTimeout(resting);
  resting = setTimeout(() => {
    resting = undefined;
    writing += 1;
    last = last.then(keep).finally(() => (writing -= 1));
  }, REST_MS);
}

async function keep() {
  try {
    const settings = await call("settings_get", {});
    await call("settings_set", { ...settings, panel: look.get() });
  } catch (error) {
    sayProblem(error);
  }
}

export function widenPanel(width: number) {
  change({ width });
}

export function foldSection(id: SectionId, folded: boolean) {
  const others = look.get().folded.filter((each) => each !== id);
  change({ folded: folded ? [...others, id] : others });
}

export function closePanel() {
  change({ open: false });
}

/** Brings the panel up in the place of what else is at the right, with the focus on it or on a section. */
export function openPanel(section?: SectionId) {
  if (chatPane.get().open) chatPane.set({ ...chatPane.get(), open: false });
  beside.set(null);
  if (section && look.get().folded.includes(section)) foldSection(section, false);
  if (!entityPanel.get() || !look.get().open) change({ open: true });
  wanted.set(section ?? "panel");
}

/** Shows the panel where it cannot be seen, and hides it where it can. */
export function togglePanel() {
  const hidden = chatPane.get().open || beside.get() !== null || !entityPanel.get();
  if (hidden) openPanel();
  else closePanel();
}

/** Lets nothing of a test stay for the next one. */
export function forgetPanel() {
  clearTimeout(resting);
  resting = undefined;
  look.set(DEFAULT);
  entityPanel.set(DEFAULT.open);
  wanted.set(null);
  restingSummaries.clear();
}
