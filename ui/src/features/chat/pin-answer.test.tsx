import { screen, waitFor, within } from "@testing-library/react";
import { expect, it } from "vitest";
import { commandError } from "@/test/fake-workspace";
import { openChat, ready } from "@/test/open-chat";
import type { ContextChip } from "@/ipc/bindings";
import { current } from "./chat-store";

/** A workspace with a conversation of one question, which these went with, and its answer. */
function answered(context: ContextChip[]) {
  const fake = ready();
  const question = fake.chat.message("person", null, "Where does it stand?", { context });
  const answer = fake.chat.message("assistant", question.id, "The offer is out.");
  const conversation = fake.chat.add("Where it stands", [question, answer]).head.id;
  return { fake, conversation, message: answer.id };
}

function chip(fake: ReturnType<typeof ready>, reference: string): ContextChip {
  const { id, title } = fake.find(reference);
  return { id, reference, title };
}

it("pins an answer to what the question was about, by way of a confirmation", async () => {
  const sample = ready();
  const both = [chip(sample, "DEAL-2"), chip(sample, "CON-1")];
  const { fake, conversation, message } = answered(both);
  const { user, pane } = await openChat(fake);
  current.set(conversation);
  await user.click(await within(pane).findByRole("button", { name: "Pin as a note" }));
  await user.click(await screen.findByRole("menuitem", { name: "CON-1 Anneliese Brückner" }));
  await user.click(within(pane).getByRole("button", { name: "Pin as a note" }));
  await user.click(await screen.findByRole("menuitem", { name: "All of them" }));
  const pin = { conversation, message };
  await waitFor(() =>
    expect(fake.called("answer_pin")).toEqual([
      { ...pin, entities: ["contact-1"] },
      { ...pin, entities: ["deal-2", "contact-1"] },
    ]),
  );
  expect(fake.called("note_add"), "nothing is written before somebody says yes").toEqual([]);
});

it("pins to the entity of the page where the question was about none, and says what came of it", async () => {
  const { fake, conversation, message } = answered([]);
  const { user, pane } = await openChat(fake);
  current.set(conversation);
  const pin = await within(pane).findByRole("button", { name: "Pin as a note to DEAL-1" });
  fake.answer("answer_pin", () => ({ card: null, message: "this answer is a note of DEAL-1 already" }));
  await user.click(pin);
  expect(await screen.findByText("This answer is a note of DEAL-1 already")).toBeInTheDocument();
  expect(fake.called("answer_pin")).toEqual([{ conversation, message, entities: ["deal-1"] }]);
  fake.answer("answer_pin", () => {
    throw commandError("denied", "deals are closed to AI in this workspace");
  });
  await user.click(pin);
  expect(await screen.findAllByText("Deals are closed to AI in this workspace")).not.toEqual([]);

  window.location.hash = "/my-day";
  await waitFor(() =>
    expect(within(pane).queryByRole("button", { name: /^Pin/ }), "there is nothing to pin to").toBeNull(),
  );
});
