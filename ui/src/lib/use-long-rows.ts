import { useEffect, useLayoutEffect, useRef, useState, type RefObject } from "react";
import { flushSync } from "react-dom";
import { elementHeight, reaching, rowsIn, scaleOf, within } from "./long-scroll";
import { useStable } from "./use-stable";

/** Rows in the page at most, beside the head. */
const MOST = 58;

/** How many rows share a base. */
const BLOCK = 1000;

type Options = {
  scroller: RefObject<HTMLElement | null>;
  count: number;
  /** Of one row, in pixels. */
  height: number;
  /** What stays in sight above the rows, and what is kept free below them. */
  head?: number;
  end?: number;
  /** The row that is in sight at first. */
  first?: number;
};

export type LongRows = {
  /** The rows to render and where each stands in an element of this height. */
  from: number;
  to: number;
  bodyHeight: number;
  /** Where the element around the rows is moved to, and where a row is in that. */
  shift: number;
  topOf: (index: number) => number;
  /** How many rows are in sight. */
  sight: number;
  reveal: (index: number) => void;
};

/** Rows of one height, however many: only those in sight are rendered, and the last one can be scrolled to. */
export function useLongRows({ scroller, count, height, head = 0, end = 0, first = 0 }: Options): LongRows {
  const [viewport, setViewport] = useState(640);
  // Where the scroll bar is, and where the rows are that it stands for.
  const [place, setPlace] = useState({ top: 0, offset: 0 });
  const extent = { total: head + count * height + end, viewport };
  const scale = scaleOf(extent);
  // What was set last by us: the event that follows it brings nothing new.
  const set = useRef<number>(undefined);

  const goTo = useStable((wanted: number) => {
    const element = scroller.current;
    if (!element) return;
    const offset = within(wanted, extent);
    scrollTo(element, offset / scale);
    set.current = element.scrollTop;
    setPlace({ top: element.scrollTop, offset: scale === 1 ? element.scrollTop : offset });
  });
  const onScroll = useStable(() => {
    const top = scroller.current?.scrollTop ?? 0;
    if (set.current !== undefined && Math.abs(top - set.current) < 1) return;
    set.current = undefined;
    // In the same frame, so that no blank is seen while rows are on their way.
    flushSync(() => setPlace({ top, offset: within(top * scale, extent) }));
  });
  const onWheel = useStable((event: WheelEvent) => {
    if (scale === 1 || event.ctrlKey || event.deltaY === 0) return;
    event.preventDefault();
    const unit = event.deltaMode === 0 ? 1 : event.deltaMode === 1 ? height : viewport;
    goTo(place.offset + event.deltaY * unit);
  });
  const reveal = useStable((index: number) => {
    const wanted = reaching(place.offset, index, height, viewport, head, end);
    if (wanted !== place.offset) goTo(wanted);
  });

  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const measure = () => setViewport(element.clientHeight);
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    element.addEventListener("scroll", onScroll, { passive: true });
    element.addEventListener("wheel", onWheel, { passive: false });
    return () => {
      observer.disconnect();
      element.removeEventListener("scroll", onScroll);
      element.removeEventListener("wheel", onWheel);
    };
  }, [scroller, onScroll, onWheel]);

  const begin = useRef(first);
  useEffect(() => {
    if (begin.current > 8) goTo((begin.current - 8) * height);
    begin.current = 0;
  }, [goTo, height]);
  // Fewer rows than there were: the place may be behind the last one.
  useEffect(() => {
    if (place.offset > within(place.offset, extent)) goTo(place.offset);
  });

  const shown = rowsIn(place.offset, viewport - head, height, count, MOST);
  // Rows stand beside a base that changes seldom: they stay as they are while they are scrolled, and no transform is
  // so large that it loses its last pixel.
  const base = Math.floor(shown.from / BLOCK) * BLOCK;
  const sight = Math.max(1, Math.floor((viewport - head) / height));
  return {
    ...shown,
    bodyHeight: Math.max(0, elementHeight(extent.total) - head),
    shift: base * height + (scale === 1 ? 0 : place.top - place.offset),
    topOf: (index) => (index - base) * height,
    sight,
    reveal,
  };
}

function scrollTo(element: HTMLElement, top: number) {
  element.scrollTop = top;
}
