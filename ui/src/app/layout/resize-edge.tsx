import type { PointerEvent } from "react";
import { cx } from "@/lib/cx";

type Props = {
  label: string;
  side: "left" | "right";
  width: number;
  min: number;
  max: number;
  onResize: (width: number) => void;
};

/** The edge of a sidebar, dragged or moved with the arrow keys. */
export function ResizeEdge({ label, side, width, min, max, onResize }: Props) {
  // Dragging right widens a pane on the left and narrows one on the right.
  const direction = side === "right" ? 1 : -1;
  const bound = (next: number) => onResize(Math.round(Math.min(max, Math.max(min, next))));

  function onPointerDown(event: PointerEvent<HTMLDivElement>) {
    event.preventDefault();
    const from = event.clientX;
    const edge = event.currentTarget;
    edge.setPointerCapture(event.pointerId);
    const move = (at: globalThis.PointerEvent) => bound(width + direction * (at.clientX - from));
    const stop = () => {
      edge.removeEventListener("pointermove", move);
      edge.removeEventListener("pointerup", stop);
      edge.removeEventListener("pointercancel", stop);
    };
    edge.addEventListener("pointermove", move);
    edge.addEventListener("pointerup", stop);
    edge.addEventListener("pointercancel", stop);
  }

  return (
    <div
      role="separator"
      aria-orientation="vertical"
      aria-label={label}
      aria-valuenow={width}
      aria-valuemin={min}
      aria-valuemax={max}
      tabIndex={0}
      onPointerDown={onPointerDown}
      onKeyDown={(event) => {
        if (event.key !== "ArrowLeft" && event.key !== "ArrowRight") return;
        event.preventDefault();
        bound(width + direction * (event.key === "ArrowRight" ? 16 : -16));
      }}
      className={cx(
        "absolute inset-y-0 z-10 w-1.5 cursor-col-resize touch-none bg-clip-content px-[2px] outline-none hover:bg-line-2 focus-visible:bg-focus",
        side === "right" ? "-right-[3px]" : "-left-[3px]",
      )}
    />
  );
}
