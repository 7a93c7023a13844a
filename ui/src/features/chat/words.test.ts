import { expect, it } from "vitest";
import { finishedTo, spoken } from "@/components/assistant/finished-sentences";
import { referencePattern } from "./mark-answer";
import { mentionAt, withReference } from "./mentions";
import { suggestionsFor } from "./suggestions";
import { atMasks, departureWords, hostsOf } from "@/components/assistant/what-leaves-words";
import { kindDef } from "@/test/schema";

const whole = (text: string) => text.slice(0, finishedTo(text));
const references = (text: string) =>
  [...text.matchAll(referencePattern(["DEAL", "CON"]))].map((match) => match[2]);

it("reads whole sentences and lines only", () => {
  expect(whole("Two deals. One of th")).toBe("Two deals.");
  expect(whole("It costs 3.5 mill"), "a number is no end").toBe("");
  expect(whole("- the offer\n- the da")).toBe("- the offer\n");
  expect(whole("他们赢了。接")).toBe("他们赢了。");
  expect(spoken("## Now\n- **DEAL-7** has [an offer](https://x.example)")).toBe("Now DEAL-7 has an offer");
});

it("finds the mention at the caret, and no address", () => {
  expect(mentionAt("ask @ann", 8)).toEqual({ from: 4, to: 8, words: "ann" });
  expect(mentionAt("@", 1)).toEqual({ from: 0, to: 1, words: "" });
  expect(mentionAt("ann@post.example", 16)).toBeUndefined();
  expect(mentionAt("ask @ann and", 12)).toBeUndefined();
  expect(withReference("ask @ann now", { from: 4, to: 8, words: "ann" }, "CON-1")).toEqual({
    text: "ask CON-1 now",
    caret: 10,
  });
  expect(withReference("@a", { from: 0, to: 2, words: "a" }, "CON-1").text).toBe("CON-1 ");
});

it("finds references of the workspace's kinds, standing by themselves", () => {
  expect(references("DEAL-7,DEAL-8 (CON-12) and DEAL-07, XDEAL-7, DEAL-7a, UTF-8, DEAL-7-b")).toEqual([
    "DEAL-7",
    "DEAL-8",
    "CON-12",
  ]);
});

it("says what leaves in short, of one request and of several", () => {
  const one = {
    host: "api.anthropic.com",
    model: "m",
    parts: [
      { from: "You", text: "a" },
      { from: "Tools", text: "b" },
    ],
    body: "{}",
    tokens: 2100,
    masks: { "[email 1]": "a@b.example" },
    audit: null,
  };
  expect(departureWords([one])).toBe("2 parts, ~2,100 tokens, 1 masked");
  expect(departureWords([one, one])).toBe("2 requests, ~4,200 tokens, 1 masked");
  expect(hostsOf([one, one])).toBe("api.anthropic.com");
});

it("shows placeholders apart from the text around them", () => {
  expect(atMasks("to [email 1] and [email 12].", ["[email 1]", "[email 12]"])).toEqual([
    { text: "to ", masked: false },
    { text: "[email 1]", masked: true },
    { text: " and ", masked: false },
    { text: "[email 12]", masked: true },
    { text: ".", masked: false },
  ]);
});

it("suggests three things that fit what is in view", () => {
  const chip = { id: "deal-7", reference: "DEAL-7", title: "Acme renewal" };
  for (const text of suggestionsFor({ entity: chip, kind: "deal" })) expect(text).toContain("DEAL-7");
  expect(suggestionsFor({ list: kindDef("ticket") })[0]).toContain("tickets");
  expect(new Set(suggestionsFor(undefined)).size).toBe(3);
});
