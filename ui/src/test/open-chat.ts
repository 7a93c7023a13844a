import { screen } from "@testing-library/react";
import type { ChatPart } from "@/ipc/bindings";
import { FakeWorkspace } from "./fake-workspace";
import { renderWindow } from "./render";

/** A part of an answer that is only words. */
export const text = (words: string): ChatPart => ({ part: "text", text: words, unsupported: [] });

/** A workspace in memory whose assistant is set up and on. */
export function ready(): FakeWorkspace {
  const fake = new FakeWorkspace();
  fake.provider.ready();
  return fake;
}

/** The window at a deal, the assistant set up, the conversation open. */
export async function openChat(fake = ready(), address = "/deals/DEAL-1") {
  const view = renderWindow(fake, address);
  await screen.findByRole("heading", { name: "Kranich Optik renewal", level: 1 });
  await view.user.keyboard("{Control>}j{/Control}");
  const pane = await screen.findByRole("complementary", { name: "Conversation" });
  return { ...view, pane };
}

/** Where one writes. */
export const field = () => screen.findByRole("textbox", { name: "Message to the assistant" });

/** The conversation that was begun last. */
export const running = (fake: FakeWorkspace) => fake.chat.views[0]!.head.id;
