import { expect, it } from "vitest";
import { TALLEST, elementHeight, reaching, rowsIn, scaleOf, within } from "./long-scroll";

const million = { total: 32_000_032, viewport: 640 };

it("leaves lists alone that an element can be as high as", () => {
  expect(elementHeight(320_000)).toBe(320_000);
  expect(scaleOf({ total: 320_000, viewport: 640 })).toBe(1);
});

it("reaches the last row of a million at the end of the scroll bar", () => {
  const end = (elementHeight(million.total) - million.viewport) * scaleOf(million);
  expect(elementHeight(million.total)).toBe(TALLEST);
  expect(within(end, million)).toBeCloseTo(million.total - million.viewport);
  expect(rowsIn(within(end, million), 640, 32, 1_000_000, 60).to).toBe(1_000_000);
});

it("renders few rows even in a high window, and some around what is in sight", () => {
  const high = rowsIn(32 * 500, 1700, 32, 1_000_000, 60);
  expect(high.to - high.from).toBeLessThanOrEqual(60);
  const usual = rowsIn(32 * 500, 640, 32, 1_000_000, 60);
  expect(usual.from).toBeLessThan(500);
  expect(usual.to).toBeGreaterThan(521);
});

it("scrolls no further than a row needs to be in sight", () => {
  expect(reaching(100, 10, 32, 640, 32, 0)).toBe(100);
  expect(reaching(400, 10, 32, 640, 32, 0)).toBe(320);
  expect(reaching(0, 40, 32, 640, 32, 0)).toBe(32 + 41 * 32 - 640);
});
