import { expect, it } from "vitest";
import { entryText } from "./entry-text";

it("names subject and recipients as they are", () => {
  const to = [
    { name: "Rosa [Acme]", address: "rosa_b@example.org" },
    { name: null, address: "kim@example.net" },
  ];
  expect(entryText({ subject: "Roof *new*", to, body: "Hello" })).toBe(
    "**Roof \\*new\\***\n\nTo Rosa \\[Acme\\] (rosa\\_b@example.org), kim@example.net\n\nHello",
  );
  expect(entryText({ subject: " ", to: to.slice(1), body: "Hello" })).toBe("To kim@example.net\n\nHello");
});
