import { useEffect, useRef, useState, type PointerEvent as ReactPointerEvent, type RefObject } from "react";
import { useStable } from "./use-stable";

/** How far the pointer goes before a press is a drag. */
const SLACK = 4;

type Options = {
  /** What the elements stand in. */
  box: RefObject<HTMLElement | null>;
  axis: "x" | "y";
  keys: readonly string[];
  onOrder: (keys: string[]) => void;
};

/** Puts one key at another place among the rest. */
export function reordered(keys: readonly string[], key: string, to: number): string[] {
  const rest = keys.filter((each) => each !== key);
  return [...rest.slice(0, to), key, ...rest.slice(to)];
}

/**
 * Ordering by drag, with the pointer alone: no ghost, the places are shown by a line. The elements carry
 * `data-reorder` with their key. For keys there is `move`.
 */
export function useReorder({ box, axis, keys, onOrder }: Options) {
  const [drag, setDrag] = useState<{ key: string; to: number }>();
  const end = useRef<() => void>(undefined);
  useEffect(() => () => end.current?.(), []);

  const finish = useStable((key: string, to: number | undefined) => {
    setDrag(undefined);
    if (to !== undefined && keys.indexOf(key) !== to) onOrder(reordered(keys, key, to));
  });

  const start = useStable((event: ReactPointerEvent, key: string) => {
    if (event.button !== 0) return;
    const from = axis === "x" ? event.clientX : event.clientY;
    let to: number | undefined;
    const onMove = (move: PointerEvent) => {
      const at = axis === "x" ? move.clientX : move.clientY;
      if (to === undefined && Math.abs(at - from) < SLACK) return;
      move.preventDefault();
      const next = placeAt(box.current, axis, key, at);
      if (next !== to) setDrag({ key, to: next });
      to = next;
    };
    const stop = (commit: boolean) => {
      end.current?.();
      if (to !== undefined) swallowClick();
      finish(key, commit ? to : undefined);
    };
    const onUp = () => stop(true);
    const onCancel = () => stop(false);
    const onKey = (press: KeyboardEvent) => {
      if (press.key !== "Escape" || to === undefined) return;
      press.preventDefault();
      press.stopPropagation();
      stop(false);
    };
    globalThis.addEventListener("pointermove", onMove);
    globalThis.addEventListener("pointerup", onUp);
    globalThis.addEventListener("pointercancel", onCancel);
    globalThis.addEventListener("keydown", onKey, true);
    end.current = () => {
      globalThis.removeEventListener("pointermove", onMove);
      globalThis.removeEventListener("pointerup", onUp);
      globalThis.removeEventListener("pointercancel", onCancel);
      globalThis.removeEventListener("keydown", onKey, true);
    };
  });

  return {
    drag,
    /** The line before the element at this place, or behind the last one. */
    lineAt(index: number): "before" | "after" | undefined {
      if (!drag) return undefined;
      const from = keys.indexOf(drag.key);
      const line = drag.to > from ? drag.to + 1 : drag.to;
      if (line === index) return "before";
      return line === keys.length && index === keys.length - 1 ? "after" : undefined;
    },
    start,
    move(key: string, by: number) {
      const to = keys.indexOf(key) + by;
      if (to >= 0 && to < keys.length) onOrder(reordered(keys, key, to));
    },
  };
}

/** How many of the others lie before the pointer. */
function placeAt(box: HTMLElement | null, axis: "x" | "y", key: string, at: number): number {
  const others = [...(box?.querySelectorAll<HTMLElement>("[data-reorder]") ?? [])].filter(
    ({ dataset }) => dataset["reorder"] !== key,
  );
  return others.filter((element) => {
    const { left, top, width, height } = element.getBoundingClientRect();
    return (axis === "x" ? left + width / 2 : top + height / 2) < at;
  }).length;
}

/** The press that ends a drag is no press of the button it began on. */
export function swallowClick() {
  globalThis.addEventListener("click", swallow, { capture: true, once: true });
  setTimeout(() => globalThis.removeEventListener("click", swallow, true), 0);
}

function swallow(event: Event) {
  event.preventDefault();
  event.stopPropagation();
}
