import { expect, it } from "vitest";
import { opening } from "./opening";

it("leaves a short text whole", () => {
  expect(opening("One\nTwo", 2, 10)).toBe("One\nTwo");
});

it("cuts at a line, at a word, or where it must", () => {
  expect(opening("One\nTwo\nThree", 2, 100)).toBe("One\nTwo");
  expect(opening("One two three", 4, 9)).toBe("One two");
  expect(opening("Onetwothree", 4, 6)).toBe("Onetwo");
});
