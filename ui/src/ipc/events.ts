import { useEffect, useEffectEvent } from "react";
import type { Event } from "./bindings";
import { transport } from "./transport";

type EventName = Event["event"];
type EventOf<N extends EventName> = Extract<Event, { event: N }>;
type Listener = (event: Event) => void;

// One subscription for the page however many components listen: the core sends each event once per subscription.
const listeners = new Set<Listener>();
let stop: (() => void) | undefined;

/** Hears every event; the answer stops it. */
export function onEvent(listener: Listener): () => void {
  listeners.add(listener);
  stop ??= transport().subscribe((event) => {
    for (const each of listeners) each(event);
  });
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) {
      stop?.();
      stop = undefined;
    }
  };
}

/** Hears one kind of event while the component is there. */
export function useEvent<N extends EventName>(name: N, handle: (event: EventOf<N>) => void) {
  const latest = useEffectEvent(handle);
  useEffect(
    () =>
      onEvent((event) => {
        if (event.event === name) latest(event as EventOf<N>);
      }),
    [name],
  );
}
