import { useEffect, useLayoutEffect, useState, type RefObject } from "react";

/**
 * Brings the focus back to where it was when a layer that was opened by a key, not from a button of its own, closes.
 * What runs on closing may move it on.
 */
export function useReturnFocus(open: boolean) {
  const [seen, setSeen] = useState<{ open: boolean; from: Element | null }>({ open: false, from: null });
  if (seen.open !== open) {
    // While rendering, because the layer's own field takes the focus before any effect runs.
    setSeen({ open, from: open ? document.activeElement : seen.from });
  }
  const { from } = seen;
  useEffect(() => {
    if (!open) return;
    return () => {
      setTimeout(() => {
        const now = document.activeElement;
        const lost = !now || now === document.body || now.closest("[data-closed]") !== null;
        if (lost && from instanceof HTMLElement && from.isConnected) from.focus({ preventScroll: true });
      }, 0);
    };
  }, [open, from]);
}

/** Gives an element the focus unless something else has it: for pages, whose keys then work at once. */
export function takeFreeFocus(element: HTMLElement | null) {
  const now = document.activeElement;
  if (element && (!now || now === document.body)) element.focus({ preventScroll: true });
}

/** Gives the focus to the page around an element that goes away with the focus in it, so that its keys go on working. */
export function useFocusPageOnLeave(element: RefObject<HTMLElement | null>) {
  useLayoutEffect(() => {
    const leaving = element.current;
    return () => {
      if (!leaving?.contains(document.activeElement)) return;
      const page = leaving.closest<HTMLElement>("article[tabindex], section[tabindex]");
      setTimeout(() => {
        const lost = !document.activeElement || document.activeElement === document.body;
        if (lost && page?.isConnected) page.focus({ preventScroll: true });
      }, 0);
    };
  }, [element]);
}
