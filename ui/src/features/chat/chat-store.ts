import type { ContextChip } from "@/ipc/bindings";
import { createStore } from "@/lib/store";
import { beside, chatPane } from "@/lib/window-state";
import { keepChatDraft } from "./chat-drafts";
import { forgetFiles } from "./chat-files";
import type { Choices } from "./thread";

/** The conversation in the pane, by id; none for one that is not begun. */
export const current = createStore<string | null>(null);

/** Whether the pane shows the conversations instead of one. */
export const listing = createStore(false);

/** What was mentioned in the message that is being written. */
export const mentioned = createStore<readonly ContextChip[]>([]);

/** The entity in view that the person took out of the message, by reference, until another one is in view. */
export const leftOut = createStore<string | null>(null);

/** The entity that stood beside the page when the conversation took its place, by reference. */
export const stoodBeside = createStore<string | null>(null);

/** Conversations in which an answer came while the person looked elsewhere. */
export const unseen = createStore<ReadonlySet<string>>(new Set());

/** Conversations whose answer the person stopped, until the core says that it ended. */
export const stopping = createStore<ReadonlySet<string>>(new Set());

/** Which branch shows where a conversation parts; the ids of messages are of one conversation only. */
export const choices = createStore<Choices>(new Map());

/** Shows that a place in the pane wants the focus; counts up. */
export const composerCall = createStore(0);

/** Brings the conversation up, with the caret where one writes. */
export function openChat() {
  if (!chatPane.get().open) stoodBeside.set(beside.get());
  chatPane.set({ ...chatPane.get(), open: true });
  if (!listing.get()) see(current.get());
  composerCall.set(composerCall.get() + 1);
}

export function closeChat() {
  chatPane.set({ ...chatPane.get(), open: false });
}

/** Notes that an answer came; what is in sight needs no sign. */
export function noteAnswer(conversation: string) {
  if (chatPane.get().open && !listing.get() && current.get() === conversation) return;
  unseen.set(new Set([...unseen.get(), conversation]));
}

function see(conversation: string | null) {
  if (conversation === null || !unseen.get().has(conversation)) return;
  unseen.set(new Set([...unseen.get()].filter((each) => each !== conversation)));
}

/** Begins another conversation; nothing of it is kept before something is said. */
export function newConversation() {
  showConversation(null);
  openChat();
}

/** Shows the conversations, or goes back to the one that was there. */
export function showList(on: boolean) {
  listing.set(on);
  if (!on) see(current.get());
}

export function showConversation(id: string | null) {
  if (current.get() !== id) mentioned.set([]);
  current.set(id);
  listing.set(false);
  see(id);
}

/**
 * Brings up a conversation about an entity that is in view, which goes with the message again if it was taken out. The
 * one that shows is gone on with if it is about the same.
 */
export function askAbout(entity: ContextChip, goesOn: boolean) {
  if (leftOut.get() === entity.reference) leftOut.set(null);
  if (!goesOn) showConversation(null);
  else listing.set(false);
  openChat();
}

/** Hands a question over from elsewhere. It is not sent: what would leave is shown first. */
export function askInNewConversation(text: string) {
  keepChatDraft(null, text);
  newConversation();
}

/** Notes that an answer is to stop, so that nothing more of it shows from now on, or that it has ended. */
export function setStopping(conversation: string, on: boolean) {
  if (stopping.get().has(conversation) === on) return;
  const others = [...stopping.get()].filter((each) => each !== conversation);
  stopping.set(new Set(on ? [...others, conversation] : others));
}

/** Lets nothing of a workspace stay when it is closed. */
export function forgetChat() {
  current.set(null);
  listing.set(false);
  mentioned.set([]);
  leftOut.set(null);
  unseen.set(new Set());
  stoodBeside.set(null);
  stopping.set(new Set());
  choices.set(new Map());
  forgetFiles();
  closeChat();
}
