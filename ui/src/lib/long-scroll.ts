// Engines end an element at some 33 million pixels, less than a million rows are high. Above this height a list's
// scroll position stands for more than itself: the rows are placed around it, and the wheel still moves by pixels.
export const TALLEST = 8_000_000;

/** What is scrolled: how high it would be, how high the part that one looks through is. */
export type Extent = { total: number; viewport: number };

/** The height that the element really gets. */
export function elementHeight(total: number): number {
  return Math.min(total, TALLEST);
}

/** How many pixels of the list one pixel of the scroll bar stands for; 1 where nothing is scaled. */
export function scaleOf({ total, viewport }: Extent): number {
  const travel = elementHeight(total) - viewport;
  return total <= TALLEST || travel <= 0 ? 1 : (total - viewport) / travel;
}

/** Keeps an offset within what can be scrolled to. */
export function within(offset: number, { total, viewport }: Extent): number {
  return Math.max(0, Math.min(offset, total - viewport));
}

/** The rows to render: those in sight and a few around them, never more than `most`. */
export function rowsIn(
  offset: number,
  viewport: number,
  height: number,
  count: number,
  most: number,
): { from: number; to: number } {
  const first = Math.floor(offset / height);
  const sight = Math.ceil(viewport / height) + 1;
  const around = Math.max(1, Math.min(8, Math.floor((most - sight) / 2)));
  return { from: Math.max(0, first - around), to: Math.min(count, first + sight + around) };
}

/** The offset nearest to this one at which a row is wholly in sight, `before` and `after` kept free. */
export function reaching(
  offset: number,
  index: number,
  height: number,
  viewport: number,
  before: number,
  after: number,
): number {
  // Rows begin behind the head, which stays in sight: row 0 is at the top when the offset is 0.
  const top = index * height;
  const bottom = before + top + height + after - viewport;
  if (offset > top) return top;
  if (offset < bottom) return bottom;
  return offset;
}
