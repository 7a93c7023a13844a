import { useCallback, useState } from "react";

/** Whether there is more to read below what is in sight; the ref goes on the element that scrolls, with one child. */
export function useMoreBelow(): [
  ref: (element: HTMLElement | null) => (() => void) | undefined,
  more: boolean,
] {
  const [more, setMore] = useState(false);
  const ref = useCallback((element: HTMLElement | null) => {
    if (!element) return undefined;
    // A few pixels are a rounding, not a line.
    const look = () => setMore(element.scrollHeight - element.clientHeight - element.scrollTop > 24);
    look();
    const observer = new ResizeObserver(look);
    observer.observe(element);
    if (element.firstElementChild) observer.observe(element.firstElementChild);
    element.addEventListener("scroll", look, { passive: true });
    return () => {
      observer.disconnect();
      element.removeEventListener("scroll", look);
    };
  }, []);
  return [ref, more];
}
