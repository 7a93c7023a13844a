import { useEffect, useEffectEvent, useSyncExternalStore } from "react";
import type { ActionId } from "./catalogue";

type Handler = { run: () => void };

// Per action, the handlers mounted, the last on top: a dialog or page over another takes the action over.
const handlers = new Map<ActionId, Handler[]>();
const listeners = new Set<() => void>();
let live: ReadonlySet<ActionId> = new Set();

/** Says what an action does while this component is there and `enabled`. */
export function useAction(id: ActionId, run: () => void, enabled = true) {
  const latest = useEffectEvent(run);
  useEffect(() => {
    if (!enabled) return;
    return provide(id, () => latest());
  }, [id, enabled]);
}

/** Says what an action does until the answer is called. */
export function provide(id: ActionId, run: () => void): () => void {
  const handler = { run };
  handlers.set(id, [...(handlers.get(id) ?? []), handler]);
  changed();
  return () => {
    const rest = (handlers.get(id) ?? []).filter((each) => each !== handler);
    if (rest.length > 0) handlers.set(id, rest);
    else handlers.delete(id);
    changed();
  };
}

/** Runs an action; false when nothing on screen can do it now. */
export function runAction(id: ActionId): boolean {
  const handler = handlers.get(id)?.at(-1);
  handler?.run();
  return handler !== undefined;
}

/** How long an action that a page will bring is waited for. */
const WAIT_MS = 3000;

/** Runs an action when the page that is on its way can do it; what can do it now is left alone. */
export function runOnNextPage(id: ActionId) {
  const before = handlers.get(id)?.at(-1);
  const stop = subscribe(() => {
    const now = handlers.get(id)?.at(-1);
    if (!now || now === before) return;
    stop();
    clearTimeout(giveUp);
    // After the effects that brought it are all through.
    queueMicrotask(() => now.run());
  });
  const giveUp = setTimeout(stop, WAIT_MS);
}

export function isLive(id: ActionId): boolean {
  return handlers.has(id);
}

/** The actions that something on screen can do now. */
export function useLiveActions(): ReadonlySet<ActionId> {
  return useSyncExternalStore(subscribe, () => live);
}

function changed() {
  live = new Set(handlers.keys());
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}
