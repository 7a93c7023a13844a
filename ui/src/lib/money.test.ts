import { expect, it } from "vitest";
import { formatMoney, majorText, parseAmount } from "./money";

it.each([
  ["12,000.50", 1_200_050],
  ["12.000,50", 1_200_050],
  ["12 000,5", 1_200_050],
  ["1234,5", 123_450],
  ["12k", 1_200_000],
  ["1.5m", 150_000_000],
  ["-40", -4_000],
  ["1,234", 123_400],
])("reads %s", (text, minor) => {
  expect(parseAmount(text, "EUR")).toEqual({ minor, currency: "EUR" });
});

it.each(["", "abc", "12x", "--3"])("refuses %j", (text) => {
  expect(parseAmount(text, "EUR")).toBeUndefined();
});

it("keeps to the digits that a currency has", () => {
  expect(parseAmount("4500", "JPY")?.minor, "yen have no minor unit").toBe(4500);
  expect(parseAmount("1.234", "KWD")?.minor, "a dinar has a thousand fils").toBe(1234);
  expect(formatMoney({ minor: 4500, currency: "JPY" })).toBe("JPY 4,500");
  expect(formatMoney({ minor: 123_450, currency: "EUR" })).toBe("EUR 1,234.50");
  expect(majorText({ minor: 1234, currency: "KWD" })).toBe("1.234");
});
