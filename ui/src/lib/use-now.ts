import { useSyncExternalStore } from "react";

const MINUTE = 60_000;
let now = Date.now();
const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;

/** The time, moved on once a minute, so that relative dates stay true without each row keeping a clock. */
export function useNow(): number {
  return useSyncExternalStore(subscribe, () => now);
}

function tick() {
  now = Date.now();
  for (const each of listeners) each();
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  if (timer === undefined) {
    timer = setInterval(tick, MINUTE);
    // While nobody looked the clock stood still: what was just made would lie in the future.
    now = Date.now();
  }
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) {
      clearInterval(timer);
      timer = undefined;
    }
  };
}
