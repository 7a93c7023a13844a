import type { ChatMessage, ConfirmationCard, ConversationView } from "@/ipc/bindings";

/** A message on the branch that shows, and which of how many it is where the conversation parts. */
export type Turn = { message: ChatMessage; branch: Branch };

export type Branch = {
  /** The alternatives at this place, oldest first, by id. */
  all: readonly string[];
  /** Index of the one that shows. */
  at: number;
};

export type Thread = {
  turns: readonly Turn[];
  /** Whether the answer that is being written is that to the end of this branch. */
  answeredHere: boolean;
};

/** Which message was chosen, by what it follows; the newest where nothing was. */
export type Choices = ReadonlyMap<string, string>;

/** The key of a place in {@link Choices}. */
export function placeOf({ parent }: Pick<ChatMessage, "parent">): string {
  return parent ?? "";
}

/**
 * The branch that shows, from the first message to the last. `answering` is the message whose answer is being written;
 * what was written so far is no part of this, so that a token more does not make the whole branch anew.
 */
export function threadOf(
  messages: readonly ChatMessage[],
  choices: Choices,
  answering: string | undefined,
): Thread {
  const below = new Map<string, ChatMessage[]>();
  for (const message of messages) {
    const place = placeOf(message);
    below.set(place, [...(below.get(place) ?? []), message]);
  }
  const turns: Turn[] = [];
  const passed = new Set<string>();
  let place = "";
  for (;;) {
    // What is being answered anew shows its new answer, not the old one.
    if (place === answering) break;
    const all = below.get(place) ?? [];
    const wanted = choices.get(place);
    const message = all.find(({ id }) => id === wanted) ?? all.at(-1);
    // A circle cannot be made by the core; the window must not hang if one is.
    if (!message || passed.has(message.id)) break;
    passed.add(message.id);
    turns.push({ message, branch: { all: all.map(({ id }) => id), at: all.indexOf(message) } });
    place = message.id;
  }
  return { turns, answeredHere: answering !== undefined && place === answering };
}

/** The choices under which a message shows. */
export function choicesFor(messages: readonly ChatMessage[], id: string, choices: Choices): Choices {
  const byId = new Map(messages.map((message) => [message.id, message]));
  const next = new Map(choices);
  let message = byId.get(id);
  // As many steps as there are messages, and no more: see above.
  for (let step = 0; message && step < messages.length; step += 1) {
    next.set(placeOf(message), message.id);
    message = message.parent === null ? undefined : byId.get(message.parent);
  }
  return next;
}

/** The confirmations that some parts asked for and that still wait. */
export function waitingIn(
  parts: ChatMessage["parts"],
  confirmations: ConversationView["confirmations"],
): ConfirmationCard[] {
  const asked = new Set(
    parts.flatMap((part) => (part.part === "tool" && part.confirmation ? [part.confirmation] : [])),
  );
  return confirmations.filter(({ id, state }) => state === "pending" && asked.has(id));
}

/** What a message says, as the person typed it or the model wrote it. */
export function wordsOf({ parts }: Pick<ChatMessage, "parts">): string {
  return parts.flatMap((part) => (part.part === "text" ? [part.text] : [])).join("\n\n");
}
