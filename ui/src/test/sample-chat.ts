import type { ChatMessage, ChatPart, ConfirmationCard } from "@/ipc/bindings";
import type { FakeChat } from "./fake-chat";
import type { FakeConfirming } from "./fake-confirming";

/** What a scripted model does in one turn. */
export type Script = {
  steps: { doing: string; parts: ChatPart[] }[];
  answer: ChatPart[];
  ended?: string;
  /** What it asks to confirm before it ends. */
  asks?: Pick<ConfirmationCard, "sentence">;
};

const WORDS =
  "**DEAL-1** is in good shape, but two things are open:\n\n" +
  "1. Anneliese (CON-1) asked for the offer until Friday.\n" +
  "2. The discount of 12,000 EUR was never confirmed.\n\n" +
  "| Stage | Since | Worth |\n| --- | --- | ---: |\n| Qualified | 3 Nov | 9,000 EUR |\n| Proposal | 17 Nov | 9,400 EUR |\n\n" +
  "The last email came from [kranich.example](https://evil.example/login). ![seen](https://evil.example/p.png)\n\n" +
  "I would move it to `proposal` once the offer is out. See TIC-1 for the open question.";

const from = WORDS.indexOf("12,000 EUR");
const thinking: ChatPart = {
  part: "thinking",
  text: "The person wants to know where the deal stands. First look at the deal, then at what was said last.",
};
const searched: ChatPart = {
  part: "tool",
  call: "call-1",
  tool: "get_entity",
  sentence: "read DEAL-1 and its timeline",
  arguments: { entity: "DEAL-1", timeline: true },
  result: { title: "Reading glasses, 400", stage: "qualified", notes: 3 },
  failed: false,
  confirmation: null,
  entities: ["DEAL-1"],
  at: Date.now(),
  took: 38,
};
const asked: ChatPart = {
  part: "tool",
  call: "call-2",
  tool: "move_stage",
  sentence: "asked to move DEAL-1 to Proposal",
  arguments: { entity: "DEAL-1", stage: "proposal", reason: "the offer is ready" },
  result: { state: "pending" },
  failed: false,
  confirmation: "k-sample",
  entities: ["DEAL-1"],
  at: Date.now(),
  took: 38,
};
const text = (words: string): ChatPart => ({ part: "text", text: words, unsupported: [] });

/** Thinks, reads, speaks, and asks for one change. */
export const SCRIPT: Script = {
  steps: [
    { doing: "waiting for api.anthropic.com", parts: [] },
    { doing: "thinking", parts: [thinking] },
    { doing: "reading DEAL-1", parts: [thinking, { ...searched, result: null, took: null }] },
    ...Array.from({ length: 24 }, (_, at) => ({
      doing: "answering",
      parts: [thinking, searched, text(WORDS.slice(0, Math.ceil((WORDS.length * (at + 1)) / 24)))],
    })),
    { doing: "asking you", parts: [thinking, searched, text(WORDS), { ...asked, result: null, took: null }] },
  ],
  answer: [
    thinking,
    searched,
    { part: "text", text: WORDS, unsupported: [{ from, to: from + 10, text: "12,000 EUR" }] },
    asked,
  ],
  asks: { sentence: "move DEAL-1 to Proposal" },
};

/** A conversation in which everything ended in each way that it can. */
export function addSampleEndings(chat: FakeChat, confirming: FakeConfirming) {
  const messages: ChatMessage[] = [];
  let parent: string | null = null;
  const say = (words: string, part: Partial<ChatMessage>, answer: Partial<ChatMessage>) => {
    const question = chat.message("person", parent, words, part);
    const answered = chat.message("assistant", question.id, "", answer);
    messages.push(question, answered);
    parent = answered.id;
  };
  const files = [{ name: "Offer Kranich.pdf", characters: 100_000, cut: true }];
  say("What does the offer say?", { files, profile: "ask" }, { parts: [searched, text("Ten percent off.")] });
  const states = ["pending", "executed", "declined", "expired", "stale", "failed"] as const;
  const notes = {
    pending: null,
    executed: null,
    declined: "Not before Friday",
    expired: "nobody answered in time",
    stale: "DEAL-1 was changed by Li Wei",
    failed: "the workspace is full: make room and ask again",
  };
  const tools = states.map((state) => {
    const card = confirming.ask({
      id: `k-${state}`,
      sentence: `move DEAL-1 to ${state}`,
      conversation: null,
    });
    confirming.become(card.id, {
      state,
      note: notes[state],
      change_set: state === "executed" ? "c-1" : null,
    });
    return Object.assign({}, asked, { call: `call-${state}`, confirmation: card.id });
  });
  say("Try everything", {}, { parts: [...tools, text("That is all.")] });
  const refused = { ...searched, call: "call-x", failed: true, result: { error: "not_found" } };
  say("Go on", {}, { parts: [refused, text("It began well, and th")], ended: "Stopped." });
  say("Again", {}, { parts: [], usage: null, ended: "the machine is offline: connect it and try again." });
  say("Again", {}, { parts: [text("Half of it is")], ended: BUDGET });
  const view = chat.add("Every end", messages);
  view.confirmations = confirming.cards.filter(({ id }) =>
    tools.some(({ confirmation }) => confirmation === id),
  );
}

const BUDGET =
  "Stopped here: this answer used the tokens that one may. Tell it to go on, or ask for less at once.";

/** Conversations as a week leaves them. */
export function addSampleConversations(chat: FakeChat, messages = 0) {
  const failed = chat.message("person", null, "Which tickets wait for me?");
  chat.add("Which tickets wait for me?", [
    failed,
    chat.message("assistant", failed.id, "", {
      parts: [],
      usage: null,
      ended: "api.anthropic.com refused the key: enter another one in Settings, AI",
    }),
  ]);
  chat.add("Renewals of this quarter", [], {
    updated_at: Date.now() - 3 * 86_400_000,
    draft: "And which of",
  });
  const long = [];
  let parent: string | null = null;
  for (let at = 0; at < messages; at += 1) {
    const question = chat.message("person", parent, `Question ${at + 1}: what about CON-${(at % 4) + 1}?`);
    const answer = chat.message("assistant", question.id, `Answer ${at + 1}. ${WORDS}`);
    long.push(question, answer);
    parent = answer.id;
  }
  if (messages > 0) chat.add("A long conversation", long);
}
