import type { QueryClient } from "@tanstack/react-query";
import { sayProblem } from "@/components/ui/toaster";
import type { ConversationView, MessageSend } from "@/ipc/bindings";
import { call } from "@/ipc/call";
import { commandQuery, setAnswer } from "@/ipc/use-command";
import { choices, setStopping } from "./chat-store";
import { queueOf, setQueue } from "./kept-queue";
import { threadOf } from "./thread";

/** Sends a message and shows the conversation that it is part of now. */
export async function send(client: QueryClient, message: MessageSend): Promise<ConversationView> {
  // The branch that is made is the one that shows.
  const next = new Map(choices.get());
  next.delete(message.parent ?? "");
  const view = await call("message_send", message);
  setStopping(view.head.id, false);
  choices.set(next);
  take(client, view);
  return view;
}

/** Asks for another answer to a message of the person. */
export async function retry(client: QueryClient, conversation: string, message: string) {
  const view = await call("turn_retry", { conversation, message });
  setStopping(conversation, false);
  const next = new Map(choices.get());
  next.delete(message);
  choices.set(next);
  take(client, view);
}

/** Ends the turn that runs, with what was said so far. It stops on screen at once, whatever is still on its way. */
export async function stop(client: QueryClient, conversation: string) {
  setStopping(conversation, true);
  try {
    take(client, await call("turn_stop", { id: conversation }));
  } catch (error) {
    // It goes on, so it has to be seen to.
    setStopping(conversation, false);
    sayProblem(error);
  }
}

function take(client: QueryClient, view: ConversationView) {
  if (!view.running) setStopping(view.head.id, false);
  setAnswer(client, "conversation_get", { id: view.head.id }, view);
  void client.invalidateQueries({ queryKey: ["conversation_list"] });
  // A turn may have ended while this was on its way, and its event been heard before it: then nothing else would.
  if (view.running) void client.invalidateQueries({ queryKey: ["conversation_get", { id: view.head.id }] });
}

/** Sends the message that has waited longest, in the branch that shows. */
export async function sendQueued(client: QueryClient, conversation: string) {
  const [first, ...rest] = queueOf(conversation);
  if (!first) return;
  const view = await client.fetchQuery({
    ...commandQuery("conversation_get", { id: conversation }),
    staleTime: 0,
  });
  if (view.running) return;
  setQueue(conversation, rest);
  try {
    await send(client, {
      conversation,
      parent: threadOf(view.messages, choices.get(), undefined).turns.at(-1)?.message.id ?? null,
      text: first.text,
      context: first.context.map(({ id }) => id),
      files: first.files,
      files_of: null,
      profile: first.profile,
    });
  } catch (error) {
    // It goes back to where it was: nothing that a person wrote is lost.
    setQueue(conversation, [first, ...queueOf(conversation)]);
    sayProblem(error);
  }
}

/** Sends what waits once a turn ended well; after another end the person says whether. */
export async function afterTurn(client: QueryClient, conversation: string) {
  if (queueOf(conversation).length === 0) return;
  try {
    const view = await client.fetchQuery({
      ...commandQuery("conversation_get", { id: conversation }),
      staleTime: 0,
    });
    const last = view.messages.at(-1);
    if (last?.from === "assistant" && last.ended === null) await sendQueued(client, conversation);
  } catch (error) {
    sayProblem(error);
  }
}
