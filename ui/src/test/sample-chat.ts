import type { ChatPart, ConfirmationCard } from "@/ipc/bindings";
import type { FakeChat } from "./fake-chat";

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
};
const text = (words: string): ChatPart => ({ part: "text", text: words, unsupported: [] });

/** Thinks, reads, speaks, and asks for one change. */
export const SCRIPT: Script = {
  steps: [
    { doing: "waiting for api.anthropic.com", parts: [] },
    { doing: "thinking", parts: [thinking] },
    { doing: "reading DEAL-1", parts: [thinking, { ...searched, result: null }] },
    ...Array.from({ length: 24 }, (_, at) => ({
      doing: "answering",
      parts: [thinking, searched, text(WORDS.slice(0, Math.ceil((WORDS.length * (at + 1)) / 24)))],
    })),
    { doing: "asking you", parts: [thinking, searched, text(WORDS), { ...asked, result: null }] },
  ],
  answer: [
    thinking,
    searched,
    { part: "text", text: WORDS, unsupported: [{ from, to: from + 10, text: "12,000 EUR" }] },
    asked,
  ],
  asks: { sentence: "move DEAL-1 to Proposal" },
};

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
