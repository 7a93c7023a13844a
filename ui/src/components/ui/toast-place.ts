import { useLayoutEffect, type RefObject } from "react";

/** Where messages are shown: in the window's corner, or out of the way of an open dialog. */
export type ToastPlace = "corner" | "under" | "left" | "title";

type Box = { left: number; right: number; bottom: number };
type Size = { width: number; height: number };

/** Dialogs, the palette and questions; a message is a dialog by its role, too. */
const LAYERS = "[data-layer], [role=alertdialog]:not([data-toast])";

/** A pane at the right with something to write in at its foot. */
const PANE = "[data-pane]";

const EDGE = 8;
const SIDE = 16;

/**
 * The place of a message where it lies over no button of a dialog: under it, beside it, or else over the beginning of
 * its title, short of its way out. Sizes and places are in CSS pixels.
 */
export function toastPlace(dialog: Box | undefined, toast: Size, view: Size): ToastPlace {
  if (!dialog) return "corner";
  const isFree = dialog.right + toast.width + SIDE <= view.width;
  if (isFree || dialog.bottom + toast.height + EDGE <= view.height) return "under";
  return toast.width + SIDE <= dialog.left ? "left" : "title";
}

/** How far from the right edge messages begin: beside the pane where there is room, else over it. */
export function paneInset(pane: number, toast: Size, view: Size): number {
  return pane + toast.width + 2 * SIDE <= view.width ? pane : 0;
}

/** Keeps messages out of the way of dialogs and of the pane as either comes, goes or grows. */
export function useToastPlace(toasts: RefObject<HTMLElement | null>, shown: number) {
  useLayoutEffect(() => {
    const element = toasts.current;
    if (!element || shown === 0) return;
    const sizes = new ResizeObserver(place);
    // A dialog comes and goes with a child of the body.
    const layers = new MutationObserver(place);
    layers.observe(document.body, { childList: true });
    window.addEventListener("resize", place);
    sizes.observe(element);
    place();

    function place() {
      const dialog = [...document.querySelectorAll<HTMLElement>(LAYERS)].at(-1);
      if (dialog) sizes.observe(dialog);
      const view = { width: window.innerWidth, height: window.innerHeight };
      const pane = document.querySelector(PANE);
      if (pane) sizes.observe(pane);
      if (element) {
        const wide = dialog ? 0 : (pane?.clientWidth ?? 0);
        const inset = paneInset(wide, element.getBoundingClientRect(), view);
        element.style.setProperty("--pane", `${inset}px`);
      }
      // One message at a time is shown beside a dialog, so that its size is what it is at any of the places.
      if (dialog) element?.setAttribute("data-place", "under");
      const to =
        element && toastPlace(dialog?.getBoundingClientRect(), element.getBoundingClientRect(), view);
      if (to && to !== "corner") element.setAttribute("data-place", to);
      else element?.removeAttribute("data-place");
    }
    return () => {
      sizes.disconnect();
      layers.disconnect();
      window.removeEventListener("resize", place);
    };
  }, [toasts, shown]);
}
