import { expect, it } from "vitest";
import type { ChatMessage } from "@/ipc/bindings";
import { choicesFor, threadOf, waitingIn, wordsOf } from "./thread";

function message(id: string, parent: string | null, from: ChatMessage["from"] = "person"): ChatMessage {
  return {
    id,
    parent,
    from,
    at: 0,
    parts: [{ part: "text", text: `says ${id}`, unsupported: [] }],
    context: [],
    files: [],
    profile: null,
    sent: null,
    usage: null,
    ended: null,
    feedback: null,
  };
}

// Two ways to ask, the second answered twice.
const messages = [
  message("q1", null),
  message("a1", "q1", "assistant"),
  message("q2", null),
  message("a2", "q2", "assistant"),
  message("a3", "q2", "assistant"),
];
const shown = (choices: Map<string, string>) =>
  threadOf(messages, choices, undefined).turns.map(({ message: { id } }) => id);

it("shows the newest branch, and the chosen one where one was chosen", () => {
  expect(shown(new Map())).toEqual(["q2", "a3"]);
  expect(shown(new Map([["", "q1"]]))).toEqual(["q1", "a1"]);
  expect(shown(new Map([["q2", "a2"]]))).toEqual(["q2", "a2"]);
  expect(shown(new Map([["", "gone"]])), "what is no longer there is not chosen").toEqual(["q2", "a3"]);
});

it("says which of how many a message is", () => {
  const { turns } = threadOf(messages, new Map([["q2", "a2"]]), undefined);
  expect(turns.map(({ branch }) => branch)).toEqual([
    { all: ["q1", "q2"], at: 1 },
    { all: ["a2", "a3"], at: 0 },
  ]);
});

it("shows the answer that is being written in the place of the older ones", () => {
  const here = threadOf(messages, new Map(), "q2");
  expect(here.turns.map(({ message: { id } }) => id)).toEqual(["q2"]);
  expect(here.answeredHere).toBe(true);
  const away = threadOf(messages, new Map([["", "q1"]]), "q2");
  expect(away.answeredHere).toBe(false);
});

it("finds the choices under which a message shows", () => {
  expect(shown(new Map(choicesFor(messages, "a1", new Map())))).toEqual(["q1", "a1"]);
  expect(shown(new Map(choicesFor(messages, "a2", new Map([["", "q1"]]))))).toEqual(["q2", "a2"]);
});

it("ends where a message follows itself", () => {
  expect(threadOf([message("x", "x"), message("y", null)], new Map(), undefined).turns).toHaveLength(1);
  expect(choicesFor([message("x", "x")], "x", new Map()).size).toBe(1);
});

it("names the confirmations of an answer that still wait, and no others", () => {
  const tool = {
    part: "tool" as const,
    call: "c",
    tool: "t",
    sentence: "",
    arguments: {},
    result: null,
    failed: false,
    confirmation: "k-1",
    entities: [],
    at: null,
    took: null,
  };
  const card = {
    conversation: null,
    sentence: "",
    note: null,
    opened_at: 0,
    expires_at: 0,
    change_set: null,
  };
  const cards = [
    { ...card, id: "k-1", state: "pending" as const },
    { ...card, id: "k-2", state: "pending" as const },
  ];
  expect(waitingIn([tool], cards).map(({ id }) => id)).toEqual(["k-1"]);
  expect(waitingIn([tool], [{ ...cards[0]!, state: "declined" }])).toEqual([]);
  expect(wordsOf({ parts: [tool, { part: "text", text: "done", unsupported: [] }] })).toBe("done");
});
