import { useEffect, useRef, useState, type PointerEvent as ReactPointerEvent, type RefObject } from "react";
import type { Entity } from "@/ipc/bindings";
import { swallowClick } from "@/lib/use-reorder";
import { useStable } from "@/lib/use-stable";

/** A card on its way: from its stage to the one that it would be dropped on now. */
export type Lift = {
  entity: Entity;
  from: string;
  to: string;
  /** Where the pointer is; absent while it is moved by keys. */
  at?: { x: number; y: number };
};

const SLACK = 5;
const EDGE = 48;
const PACE = 14;

type Options = {
  board: RefObject<HTMLElement | null>;
  onDrop: (lift: Lift) => void;
  onCancel: (lift: Lift) => void;
};

/** Dragging cards by pointer; by keys the board sets the lift itself. */
export function useCardDrag({ board, onDrop, onCancel }: Options) {
  const [lift, setLift] = useState<Lift>();
  const latest = useRef<Lift>(undefined);
  const end = useRef<() => void>(undefined);
  useEffect(() => () => end.current?.(), []);

  const put = useStable((next: Lift | undefined) => {
    latest.current = next;
    setLift(next);
  });
  const finish = useStable((drop: boolean) => {
    end.current?.();
    const now = latest.current;
    if (!now) return;
    put(undefined);
    if (now.at) swallowClick();
    if (drop && now.to !== now.from) onDrop(now);
    else onCancel(now);
  });

  const press = useStable((event: ReactPointerEvent<HTMLElement>, entity: Entity) => {
    if (event.button !== 0 || latest.current) return;
    const from = String(entity.fields["stage"]);
    const [x, y] = [event.clientX, event.clientY];
    const onMove = (move: PointerEvent) => {
      const far = Math.hypot(move.clientX - x, move.clientY - y) >= SLACK;
      if (!latest.current && !far) return;
      move.preventDefault();
      scrollAtEdge(board.current, move.clientX);
      const to = stageAt(board.current, move.clientX) ?? latest.current?.to ?? from;
      put({ entity, from, to, at: { x: move.clientX, y: move.clientY } });
    };
    const onUp = () => finish(true);
    const onStop = () => finish(false);
    const onKey = (key: KeyboardEvent) => {
      if (key.key !== "Escape" || !latest.current) return;
      key.preventDefault();
      key.stopPropagation();
      finish(false);
    };
    globalThis.addEventListener("pointermove", onMove);
    globalThis.addEventListener("pointerup", onUp);
    globalThis.addEventListener("pointercancel", onStop);
    globalThis.addEventListener("keydown", onKey, true);
    end.current = () => {
      globalThis.removeEventListener("pointermove", onMove);
      globalThis.removeEventListener("pointerup", onUp);
      globalThis.removeEventListener("pointercancel", onStop);
      globalThis.removeEventListener("keydown", onKey, true);
    };
  });

  return { lift, put, finish, press };
}

/** The column that lies under this place. */
function stageAt(board: HTMLElement | null, x: number): string | undefined {
  const columns = [...(board?.querySelectorAll<HTMLElement>("[data-stage]") ?? [])];
  return columns.find((column) => {
    const { left, right } = column.getBoundingClientRect();
    return x >= left && x <= right;
  })?.dataset["stage"];
}

function scrollAtEdge(board: HTMLElement | null, x: number) {
  if (!board) return;
  const { left, right } = board.getBoundingClientRect();
  if (x < left + EDGE) board.scrollLeft -= PACE;
  else if (x > right - EDGE) board.scrollLeft += PACE;
}
