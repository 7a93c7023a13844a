import { screen, waitFor, within } from "@testing-library/react";
import { expect, it } from "vitest";
import { FakeWorkspace } from "@/test/fake-workspace";
import { field, ready } from "@/test/open-chat";
import { expectAccessible, renderWindow } from "@/test/render";

async function openDeal(fake: FakeWorkspace) {
  const view = renderWindow(fake, "/deals/DEAL-1");
  await screen.findByRole("heading", { name: "Kranich Optik renewal", level: 1 });
  return view;
}

const chips = () => screen.queryByRole("list", { name: "Goes with the message" });

it("asks about the entity of the page, by button and by key", async () => {
  const { user } = await openDeal(ready());
  await user.click(await screen.findByRole("button", { name: "Ask AI" }));
  const pane = await screen.findByRole("complementary", { name: "Conversation" });
  await waitFor(async () => expect(await field()).toHaveFocus());
  expect(chips()).toHaveTextContent("DEAL-1");
  await expectAccessible();
  await user.click(within(pane).getByRole("button", { name: "Leave DEAL-1 out" }));
  expect(chips()).toBeNull();
  await user.keyboard("{Escape}");
  await waitFor(() => expect(pane).not.toBeInTheDocument());
  await user.keyboard("{Shift>}A{/Shift}");
  await waitFor(() => expect(chips(), "asking about it takes it in again").toHaveTextContent("DEAL-1"));
});

it("begins another conversation unless the one that shows is about the same", async () => {
  const fake = ready();
  fake.chat.automatic = 1;
  fake.chat.scripts = [{ steps: [], answer: [{ part: "text", text: "Fine", unsupported: [] }] }];
  const { user } = await openDeal(fake);
  await user.click(await screen.findByRole("button", { name: "Ask AI" }));
  await user.type(await field(), "How is it?{Enter}");
  await screen.findByText("Fine");
  await user.click(screen.getByRole("button", { name: "Ask AI" }));
  expect(screen.getByText("Fine"), "the conversation goes on").toBeInTheDocument();
  window.location.hash = "/contacts/CON-1";
  await screen.findByRole("heading", { name: "Anneliese Brückner", level: 1 });
  await user.click(screen.getByRole("button", { name: "Ask AI" }));
  await waitFor(() => expect(screen.queryByText("Fine")).toBeNull());
  expect(screen.getByRole("heading", { name: "New conversation" })).toBeInTheDocument();
  await waitFor(() => expect(chips()).toHaveTextContent("CON-1"));
});

it("is not there before AI is set up, and says why not while it is off", async () => {
  const { unmount } = await openDeal(new FakeWorkspace());
  expect(screen.queryByRole("button", { name: "Ask AI" })).toBeNull();
  unmount();

  const fake = ready();
  fake.provider.state.rules.on = false;
  const { user } = await openDeal(fake);
  const button = await screen.findByRole("button", { name: "Ask AI" });
  expect(button).toHaveAttribute("aria-disabled", "true");
  await user.click(button);
  expect((await screen.findAllByText(/AI is switched off: an administrator/)).length).toBeGreaterThan(0);
  expect(screen.queryByRole("complementary", { name: "Conversation" })).toBeNull();
});

it("asks about a row of the palette", async () => {
  const { user } = await openDeal(ready());
  await user.keyboard("{Control>}k{/Control}");
  await user.type(await screen.findByRole("combobox", { name: /Search/ }), "Anneliese");
  await screen.findByRole("option", { name: /Anneliese Brückner/ });
  await user.keyboard("{Control>}k{/Control}");
  await user.click(await screen.findByRole("option", { name: /Ask AI about it/ }));
  await screen.findByRole("heading", { name: "Anneliese Brückner", level: 1 });
  expect(await screen.findByRole("complementary", { name: "Conversation" })).toBeInTheDocument();
  await waitFor(() => expect(chips()).toHaveTextContent("CON-1"));
});
