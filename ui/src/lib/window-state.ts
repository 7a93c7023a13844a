import type { ContextChip, Kind, Sort } from "@/ipc/bindings";
import type { ListSearch } from "./navigation";
import { createStore } from "./store";

/** The entity in the pane at the right, by reference. */
export const beside = createStore<string | null>(null);

/** Whether the palette is open, and with what typed. */
export const palette = createStore<{ open: boolean; text: string }>({ open: false, text: "" });

/** Whether the sheet of shortcuts is open. */
export const shortcutSheet = createStore(false);

/** The dialog that makes an entity: of which kind, with which values. */
export const creating = createStore<Kind | null>(null);

/** The entity on whose page an email is being written, by id. */
export const composing = createStore<string | null>(null);

/** The entity that was just asked about, with what was asked if it was said, until the conversation takes it up. */
export const askedAbout = createStore<(ContextChip & { question?: string }) | null>(null);

/** The timeline entry that the open page is to bring into view, by id, until it has. */
export const pointedEntry = createStore<string | null>(null);

/** Whether an entity's page has its panel beside it. */
export const entityPanel = createStore(true);

/** The list that the open entity was reached from, and its place there: what next and previous go along. */
export type Trail = {
  kind: Kind;
  filter: string;
  sort: Sort[];
  index: number;
  /** The whole address that one came from, where filter and sort are not all of it: a saved view, a board. */
  from?: ListSearch;
};
export const trail = createStore<Trail | null>(null);

/** Whether the person put off typing the recovery code back. */
export const recoveryPutOff = createStore(false);

/** Whether the left sidebar is there, and its width in pixels. */
export const sidebar = createStore({ open: true, width: 220 });

/** Whether the whole sidebar lies over the page, in a window that has room for its signs only. */
export const drawer = createStore(false);

/** The conversation at the right: whether it is there, and its width in pixels. */
export const chatPane = createStore({ open: false, width: 420 });

// One at a time: what is brought up last is what the person wants to see.
beside.subscribe(() => {
  if (beside.get() !== null && chatPane.get().open) chatPane.set({ ...chatPane.get(), open: false });
});
chatPane.subscribe(() => {
  if (chatPane.get().open) beside.set(null);
});
