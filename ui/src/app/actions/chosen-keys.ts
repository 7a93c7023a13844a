import { useLayoutEffect } from "react";
import { sayProblem } from "@/components/ui/toaster";
import { call } from "@/ipc/call";
import { useCommand } from "@/ipc/use-command";
import type { Binding } from "@/lib/keys";
import { createStore } from "@/lib/store";

/** The keys that the person chose, by action; actions that are not named keep their own. */
export type ChosenKeys = Readonly<Record<string, readonly Binding[]>>;

/** What the settings say, ahead of them while a choice is on its way there. */
export const chosenKeys = createStore<ChosenKeys>({});

let writing = 0;
let last: Promise<unknown> = Promise.resolve();

/** Follows the settings, in whichever window the keys were chosen. */
export function useChosenKeys() {
  const { data } = useCommand("settings_get", {});
  const shortcuts = data?.shortcuts;
  useLayoutEffect(() => {
    if (shortcuts && writing === 0) chosenKeys.set(shortcuts);
  }, [shortcuts]);
}

/** Chooses the keys of some actions; `undefined` gives an action its own back. */
export function chooseKeys(keys: Readonly<Record<string, readonly Binding[] | undefined>>) {
  const next = Object.fromEntries(
    Object.entries({ ...chosenKeys.get(), ...keys }).filter(
      (entry): entry is [string, readonly Binding[]] => entry[1] !== undefined,
    ),
  );
  const before = chosenKeys.get();
  chosenKeys.set(next);
  keep(next, before);
}

/** Gives every action its own keys back. */
export function forgetChosenKeys() {
  chooseKeys(Object.fromEntries(Object.keys(chosenKeys.get()).map((id) => [id, undefined])));
}

/** One after the other, so that the last choice is the one that stays. */
function keep(chosen: ChosenKeys, before: ChosenKeys) {
  writing += 1;
  last = last.then(() => write(chosen, before)).finally(() => (writing -= 1));
}

async function write(chosen: ChosenKeys, before: ChosenKeys) {
  try {
    const settings = await call("settings_get", {});
    const shortcuts = Object.fromEntries(Object.entries(chosen).map(([id, keys]) => [id, [...keys]]));
    await call("settings_set", { ...settings, shortcuts });
  } catch (error) {
    chosenKeys.set(before);
    sayProblem(error);
  }
}
