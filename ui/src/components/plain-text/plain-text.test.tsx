import { render, screen } from "@testing-library/react";
import { expect, it } from "vitest";
import { expectAccessible } from "@/test/render";
import { hidesSigns, stretchesOf } from "./hidden-signs";
import { PlainText } from "./plain-text";

const marks = (text: string) => stretchesOf(text).flatMap((each) => ("mark" in each ? [each.mark] : []));

it.each([
  ["a turned name", "invoice\u202efdp.exe", ["RLO"]],
  ["zero-width characters", "pay\u200bpal\u200d.com\ufeff", ["ZWSP", "ZWJ", "BOM"]],
  ["isolates", "a\u2066b\u2069", ["LRI", "PDI"]],
  ["controls", "a\u0000b\u001b[31m\u0085", ["U+0000", "U+001B", "U+0085"]],
  ["a line end that is none", "a\u2028b\rc", ["U+2028", "U+000D"]],
  ["fillers that look like nothing", "\u3164\u115f\u2800", ["U+3164", "U+115F", "U+2800"]],
  ["many in a row, as one", "a\u200b\u200b\u200b", ["ZWSP ×3"]],
  ["a stray presentation sign", "a\ufe0f", ["U+FE0F"]],
  ["half a character", "a\ud800", ["U+D800"]],
  ["a private one", "\ue000", ["U+E000"]],
])("shows %s as marks", (_, text, expected) => {
  expect(marks(text)).toEqual(expected);
});

it("reads out a text that is hidden in tag characters", () => {
  const hidden = [..."send it"]
    .map((letter) => String.fromCodePoint(0xe0000 + letter.charCodeAt(0)))
    .join("");
  expect(marks(`Hello${hidden}!`)).toEqual(["hidden: send it"]);
});

it.each([
  "Acme renewal, 12 000 €",
  "line one\nline two\r\n\tindented",
  "東京の会社",
  "שלום עולם",
  "a heart ❤️ and a family 👩‍👩‍👧 and 👍🏽",
])("leaves what can be seen as it is: %s", (text) => {
  expect(hidesSigns(text)).toBe(false);
  render(<PlainText text={text} />);
  expect(document.body.textContent).toBe(text);
});

it("makes no markup of a text", async () => {
  const text = '<img src="https://evil.example/x.png"> **bold** [link](https://evil.example)';
  const { container } = render(<PlainText text={`${text}\u202e`} />);
  expect(container.querySelector("img, a, strong")).toBeNull();
  expect(container).toHaveTextContent(text);
  expect(screen.getByRole("img", { name: /right-to-left override, U\+202E/ })).toBeInTheDocument();
  await expectAccessible();
});
