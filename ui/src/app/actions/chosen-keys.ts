import type { Binding } from "@/lib/keys";
import { createStore } from "@/lib/store";

/** The keys that the person chose, by action; actions that are not named keep their own. */
export type ChosenKeys = Readonly<Record<string, readonly Binding[]>>;

// With the window, like its theme they are this machine's person's and say nothing of any workspace.
const PLACE = "workestra.shortcuts";

export const chosenKeys = createStore<ChosenKeys>(read(stored()));

// The launcher is another window over the same place.
window.addEventListener("storage", (event) => {
  if (event.key === PLACE) chosenKeys.set(read(event.newValue));
});

/** Chooses the keys of some actions; `undefined` gives an action its own back. */
export function chooseKeys(keys: Readonly<Record<string, readonly Binding[] | undefined>>) {
  const next = Object.fromEntries(
    Object.entries({ ...chosenKeys.get(), ...keys }).filter(
      (entry): entry is [string, readonly Binding[]] => entry[1] !== undefined,
    ),
  );
  chosenKeys.set(next);
  try {
    window.localStorage.setItem(PLACE, JSON.stringify(next));
  } catch {
    // Without a place to keep them they hold until the window closes.
  }
}

/** Gives every action its own keys back. */
export function forgetChosenKeys() {
  chooseKeys(Object.fromEntries(Object.keys(chosenKeys.get()).map((id) => [id, undefined])));
}

function stored(): string | null {
  try {
    return window.localStorage.getItem(PLACE);
  } catch {
    return null;
  }
}

/** What was kept, as far as it is that. */
export function read(text: string | null): ChosenKeys {
  if (!text) return {};
  try {
    const parsed: unknown = JSON.parse(text);
    if (typeof parsed !== "object" || parsed === null) return {};
    return Object.fromEntries(
      Object.entries(parsed).filter(
        (entry): entry is [string, string[]] =>
          Array.isArray(entry[1]) && entry[1].every((key) => typeof key === "string" && key !== ""),
      ),
    );
  } catch {
    return {};
  }
}
