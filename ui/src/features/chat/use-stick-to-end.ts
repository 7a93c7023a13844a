import { useCallback, useEffect, useLayoutEffect, useRef, useState, type RefObject } from "react";

/** So near to the end counts as being there. */
const NEAR = 48;

/**
 * Keeps the end of what grows in sight for those who are there, and leaves everybody else where they read. Growing
 * under a reader changes nothing above them.
 */
export function useStickToEnd(
  scroller: RefObject<HTMLElement | null>,
  content: RefObject<HTMLElement | null>,
) {
  const [atEnd, setAtEnd] = useState(true);
  const stuck = useRef(true);

  const toEnd = useCallback(() => {
    stuck.current = true;
    setAtEnd(true);
    scrollToEnd(scroller.current);
  }, [scroller]);

  useEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const onScroll = () => {
      const near = element.scrollHeight - element.scrollTop - element.clientHeight < NEAR;
      stuck.current = near;
      setAtEnd(near);
    };
    element.addEventListener("scroll", onScroll, { passive: true });
    return () => element.removeEventListener("scroll", onScroll);
  }, [scroller]);

  useLayoutEffect(() => {
    const element = content.current;
    if (!element) return;
    const follow = () => {
      if (stuck.current) scrollToEnd(scroller.current);
    };
    follow();
    const observer = new ResizeObserver(follow);
    observer.observe(element);
    if (scroller.current) observer.observe(scroller.current);
    return () => observer.disconnect();
  }, [content, scroller]);

  return { atEnd, toEnd };
}

function scrollToEnd(element: HTMLElement | null) {
  if (element) element.scrollTop = element.scrollHeight;
}
