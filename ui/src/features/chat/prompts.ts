import type { Kind, KindDef } from "@/ipc/bindings";
import type { InView } from "./suggestions";

/** A beginning that `/` offers. What is inserted is a text like any other, to be changed before it is sent. */
export type Prompt = {
  id: string;
  title: string;
  /** `…` in it is what to write next; a last `@` goes on with a mention. */
  text: string;
  /** Other words that find it. */
  words: string;
};

/** The `/words` with which a text begins, up to the caret. */
export type Slash = { to: number; words: string };

/** Finds the prompt that is being looked for; a slash further on, as in `and/or`, is none. */
export function slashAt(text: string, caret: number): Slash | undefined {
  const match = /^\/([^\n/]{0,40})$/u.exec(text.slice(0, caret));
  const words = match?.[1];
  return words === undefined ? undefined : { to: caret, words };
}

/** The text with what was typed for a prompt replaced by it, and what is chosen then. */
export function withPrompt(
  text: string,
  slash: Slash,
  prompt: Prompt,
): { text: string; from: number; to: number } {
  const rest = text.slice(slash.to).trimStart();
  const slot = prompt.text.indexOf("…");
  const from = slot < 0 ? prompt.text.length : slot;
  return {
    text: rest === "" ? prompt.text : `${prompt.text} ${rest}`,
    from,
    to: slot < 0 ? from : slot + 1,
  };
}

/** The prompts in which every word typed begins a word, those whose title begins so first. */
export function matching(prompts: readonly Prompt[], typed: string): Prompt[] {
  const wanted = wordsOf(typed);
  const found = prompts.filter(({ title, words }) => {
    const all = wordsOf(`${title} ${words}`);
    return wanted.every((word) => all.some((each) => each.startsWith(word)));
  });
  const whole = wanted.join(" ");
  const first = ({ title }: Prompt) => wordsOf(title).join(" ").startsWith(whole);
  return [...found.filter(first), ...found.filter((prompt) => !first(prompt))];
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}

const prompt = (id: string, title: string, text: string, words = ""): Prompt => ({ id, title, text, words });

/** Beginnings that fit what is in view, and those that always do. */
export function promptsFor(inView: InView): Prompt[] {
  if (inView && "entity" in inView) {
    const it = inView.entity.reference;
    return [
      prompt(
        "summarise",
        "Summarise this",
        `Summarise ${it}: what it is, where it stands, and what is open.`,
        "summary summarize tldr brief",
      ),
      ...OF_KIND[inView.kind](it),
      prompt(
        "overdue-of",
        "What is overdue here",
        `What is overdue or due this week on ${it}, and who has it?`,
        "late due open",
      ),
      prompt(
        "duplicates-of",
        "Find duplicates of this",
        `Is there anything that is the same as ${it}? Say what speaks for it and what against.`,
        "double same merge twice",
      ),
      prompt("compare-with", "Compare this with…", `Compare ${it} with @`, "difference versus similar"),
      prompt(
        "changed-of",
        "What changed here",
        `What changed on ${it} in the last two weeks, and by whom?`,
        "history news since",
      ),
      prompt(
        "next-of",
        "Propose the next step",
        `What should be the next step on ${it}? Propose it as a task with a date.`,
        "todo action follow up",
      ),
      ...ALWAYS,
    ];
  }
  if (inView) return [...ofList(inView.list), ...ALWAYS];
  return [...ALWAYS];
}

const OF_KIND: Record<Kind, (it: string) => Prompt[]> = {
  contact: (it) => [
    prompt("email", "Draft an email", `Draft an email to ${it} about …`, "write mail message letter"),
    prompt(
      "prepare-call",
      "Prepare a call",
      `Prepare me for a call with ${it}: what was said last, what is open, what to ask.`,
      "meeting brief talk",
    ),
  ],
  deal: (it) => [
    prompt(
      "email",
      "Draft a follow-up email",
      `Draft an email to the main contact of ${it} about …`,
      "write mail message reply",
    ),
    prompt(
      "risks",
      "What could lose this deal",
      `What could still lose ${it}, and what is missing to win it?`,
      "risk blockers win",
    ),
  ],
  ticket: (it) => [
    prompt(
      "reply",
      "Draft a reply",
      `Draft a reply to the requester of ${it}.`,
      "answer write message respond",
    ),
    prompt(
      "solved",
      "How was this solved before",
      `Have we had tickets like ${it}, and how were they solved?`,
      "similar known",
    ),
  ],
  candidate: (it) => [
    prompt("email", "Draft an email", `Draft an email to ${it} about …`, "write mail message reply"),
    prompt(
      "interview",
      "Prepare an interview",
      `Which questions should the next interview of ${it} answer, by what is known and what is not?`,
      "questions screen",
    ),
  ],
  task: (it) => [
    prompt(
      "break-down",
      "Break it into steps",
      `Break ${it} into smaller tasks, each with a date.`,
      "split plan sub",
    ),
    prompt(
      "background",
      "What I need to know for this",
      `What do I need to know to do ${it}?`,
      "context brief",
    ),
  ],
};

function ofList({ plural, kind }: KindDef): Prompt[] {
  const many = plural.toLowerCase();
  return [
    prompt(
      "attention",
      `Which ${many} need attention`,
      `Which ${many} need attention this week, and why?`,
      "urgent risk important",
    ),
    prompt(
      "overdue-in",
      `What is overdue among ${many}`,
      `What is overdue among our ${many}, and who has it?`,
      "late due",
    ),
    prompt(
      "quiet",
      `Which ${many} are forgotten`,
      `Which ${many} has nobody touched for a month?`,
      "stale quiet untouched",
    ),
    ...(kind === "task"
      ? []
      : [
          prompt(
            "duplicates-in",
            `Find duplicates among ${many}`,
            `Which of our ${many} may be the same? Group them and say why.`,
            "double merge twice",
          ),
        ]),
    prompt("compare", `Compare ${many}…`, "Compare @", "difference versus"),
  ];
}

const ALWAYS: readonly Prompt[] = [
  prompt(
    "plan",
    "Plan my day",
    "Plan my day: what is due, what is overdue, and in which order I should do it.",
    "today agenda tasks first",
  ),
  prompt(
    "overdue",
    "What of mine is overdue",
    "What of mine is overdue, and what should go first?",
    "late due",
  ),
  prompt(
    "news",
    "What changed since yesterday",
    "What changed since yesterday that I should know of?",
    "news updates",
  ),
  prompt("write-task", "Make a task", "Make a task: …", "todo create remind"),
];
