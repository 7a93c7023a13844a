import { act, screen, waitFor, within } from "@testing-library/react";
import { expect, it } from "vitest";
import { field, openChat, ready, running, text } from "@/test/open-chat";
import { expectAccessible, renderWindow } from "@/test/render";

const prompts = () => screen.queryByRole("listbox", { name: "Prompts" });

it("offers prompts that fit the page by a slash, and inserts one as a text to be changed", async () => {
  const { fake, user } = await openChat();
  await user.type(await field(), "/");
  const list = await screen.findByRole("listbox", { name: "Prompts" });
  expect(within(list).getAllByRole("option")[0]).toHaveTextContent(/Summarise DEAL-1/);
  expect(await field()).toHaveAttribute("aria-controls", list.id);
  await expectAccessible();
  await user.type(await field(), "risk");
  expect(within(list).getAllByRole("option")).toHaveLength(1);
  await user.keyboard("{Enter}");
  expect(await field()).toHaveValue("What could still lose DEAL-1, and what is missing to win it?");
  expect(fake.called("message_send"), "it is a text, not yet a message").toEqual([]);
  expect(prompts()).toBeNull();
  await user.type(await field(), " Be brief.{Enter}");
  await waitFor(() => expect(fake.called("message_send")[0]?.text).toMatch(/win it\? Be brief\.$/));
});

it("goes through prompts by arrows, and goes on with a mention where a prompt ends in one", async () => {
  const { user } = await openChat();
  await user.type(await field(), "/");
  const list = await screen.findByRole("listbox", { name: "Prompts" });
  await user.keyboard("{ArrowUp}");
  expect(within(list).getAllByRole("option").at(-1)).toHaveAttribute("aria-selected", "true");
  await user.keyboard("{ArrowDown}{ArrowDown}");
  expect(within(list).getAllByRole("option")[1]).toHaveAttribute("aria-selected", "true");
  await user.type(await field(), "compare");
  await user.keyboard("{Tab}");
  expect(await field()).toHaveValue("Compare DEAL-1 with @");
  await screen.findByRole("listbox", { name: "Entities to mention" });
  await user.type(await field(), "Ann");
  await user.click(await screen.findByRole("option", { name: /Anneliese.*CON-1/ }));
  expect(await field()).toHaveValue("Compare DEAL-1 with CON-1 ");
});

it("chooses what a prompt leaves to be written", async () => {
  const { user } = await openChat();
  await user.type(await field(), "/follow");
  await user.keyboard("{Enter}");
  const written = (await field()) as HTMLTextAreaElement;
  await waitFor(() => expect(written.value.slice(written.selectionStart, written.selectionEnd)).toBe("…"));
  await user.keyboard("the offer");
  expect(written).toHaveValue("Draft an email to the main contact of DEAL-1 about the offer");
});

it("leaves a slash to those who mean one", async () => {
  const { fake, user } = await openChat();
  await user.type(await field(), "/");
  await screen.findByRole("listbox", { name: "Prompts" });
  await user.keyboard("{Escape}");
  expect(prompts()).toBeNull();
  expect(await field(), "Esc closed the list only").toHaveValue("/");
  await user.type(await field(), "etc/hosts, what is that?{Enter}");
  await waitFor(() => expect(fake.called("message_send")[0]?.text).toBe("/etc/hosts, what is that?"));
});

it("keeps queued messages when the pane and the window are closed", async () => {
  const { fake, user, pane, unmount } = await openChat();
  await user.type(await field(), "One{Enter}");
  await screen.findByText("Waiting for api.anthropic.com");
  await user.type(await field(), "Two{Enter}");
  await within(pane).findByRole("region", { name: "Queued messages" });
  await user.click(within(pane).getByRole("button", { name: "Close" }));
  await user.keyboard("{Control>}j{/Control}");
  const again = await screen.findByRole("region", { name: "Queued messages" });
  expect(again).toHaveTextContent("Two with DEAL-1");
  await waitFor(() => expect(fake.drafts.some(({ key }) => key.startsWith("queue:"))).toBe(true));

  unmount();
  // The program was closed in between: nobody was there to send what waited.
  fake.chat.finish(running(fake), [text("One it is")]);
  const next = renderWindow(fake, "/deals/DEAL-1");
  await screen.findByRole("heading", { name: "Kranich Optik renewal", level: 1 });
  await next.user.keyboard("{Control>}j{/Control}");
  await next.user.click(await screen.findByRole("button", { name: "All conversations" }));
  await next.user.click(await screen.findByRole("button", { name: /^One/ }));
  const kept = await screen.findByRole("region", { name: "Queued messages" });
  expect(kept).toHaveTextContent("Queued: next to be sent");
  expect(fake.called("message_send"), "nothing is sent unasked after a restart").toHaveLength(1);
  await next.user.click(within(kept).getByRole("button", { name: "Send now" }));
  await waitFor(() =>
    expect(fake.called("message_send")[1]).toMatchObject({ text: "Two", context: ["deal-1"] }),
  );
  await waitFor(() => expect(fake.drafts.filter(({ key }) => key.startsWith("queue:"))).toEqual([]));
});

it("shows nothing more from the moment it is stopped, whatever is still on its way", async () => {
  const fake = ready();
  let answer: (() => void) | undefined;
  fake.answer("turn_stop", ({ id }) => {
    const at = new Promise<void>((resolve) => (answer = resolve));
    return at.then(() => {
      fake.chat.finish(id, [text("It began well, and went on")], "stopped by you");
      return fake.chat.views[0];
    });
  });
  const { user, pane } = await openChat(fake);
  await user.type(await field(), "Tell me all{Enter}");
  await screen.findByText("Waiting for api.anthropic.com");
  act(() => fake.chat.move(running(fake), [text("It began well")], "answering"));
  await within(pane).findByText("It began well");
  await user.keyboard("{Escape}");
  expect(within(pane).getByText("Stopping")).toBeInTheDocument();
  act(() => fake.chat.move(running(fake), [text("It began well, and went on and on")], "answering"));
  expect(within(pane).getByText("It began well")).toBeInTheDocument();
  expect(within(pane).queryByText(/on and on/)).toBeNull();
  expect(await field(), "one writes on at once").toHaveFocus();
  act(() => answer?.());
  expect(await within(pane).findByText("It began well, and went on")).toBeInTheDocument();
  expect(fake.called("turn_stop")).toHaveLength(1);
});

it("goes on showing an answer that could not be stopped", async () => {
  const fake = ready();
  fake.answer("turn_stop", () => {
    throw { code: "failed", message: "it could not be stopped", fields: [] };
  });
  const { user, pane } = await openChat(fake);
  await user.type(await field(), "Tell me all{Enter}");
  await screen.findByText("Waiting for api.anthropic.com");
  await user.keyboard("{Escape}");
  expect((await screen.findAllByText("It could not be stopped")).length).toBeGreaterThan(0);
  act(() => fake.chat.move(running(fake), [text("It goes on")], "answering"));
  expect(await within(pane).findByText("It goes on")).toBeInTheDocument();
});

it("sends nothing of a page whose kind is closed to AI, and says so", async () => {
  const fake = ready();
  fake.provider.state.rules.closed_kinds = ["deal"];
  const { user, pane } = await openChat(fake);
  expect(await within(pane).findByText(/^Deals are closed to AI here/)).toBeInTheDocument();
  expect(within(pane).queryByRole("list", { name: "Goes with the message" })).toBeNull();
  await user.type(await field(), "What of @Kranich");
  await screen.findAllByRole("option", { name: /CON-/ });
  expect(screen.queryByRole("option", { name: /DEAL-/ }), "nor is it offered").toBeNull();
  await user.keyboard("{Escape}{Enter}");
  await waitFor(() => expect(fake.called("message_send")[0]?.context).toEqual([]));
});

it("names the model beside what leaves", async () => {
  const { pane } = await openChat();
  const leaves = within(pane).getByRole("group", { name: "What leaves" });
  expect(leaves).toHaveTextContent("claude-sonnet-5");
});
