import { expect, it } from "vitest";
import { duration } from "./duration";

it("says a length of time in its two largest units and never as nothing", () => {
  const minute = 60_000;
  expect(duration(20_000)).toBe("1m");
  expect(duration(45 * minute)).toBe("45m");
  expect(duration(-130 * minute)).toBe("2h 10m");
  expect(duration(60 * minute)).toBe("1h");
  expect(duration((3 * 24 + 4) * 60 * minute + 59 * minute)).toBe("3d 4h");
});
