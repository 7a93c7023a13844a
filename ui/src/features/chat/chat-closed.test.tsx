import { act, screen, waitFor, within } from "@testing-library/react";
import { expect, it } from "vitest";
import { FakeWorkspace } from "@/test/fake-workspace";
import { expectAccessible, renderWindow } from "@/test/render";

async function open(fake: FakeWorkspace, address = "/tickets") {
  const view = renderWindow(fake, address);
  await screen.findByRole("navigation", { name: "Workspace" });
  await view.user.keyboard("{Control>}j{/Control}");
  return { ...view, pane: await screen.findByRole("complementary", { name: "Conversation" }) };
}

it("says what it is and that it is off, with the way to set it up", async () => {
  const { user, pane } = await open(new FakeWorkspace());
  expect(await within(pane).findByRole("heading", { name: "AI is off" })).toBeInTheDocument();
  expect(within(pane).getByText(/nothing leaves this machine/)).toBeInTheDocument();
  expect(within(pane).queryByRole("textbox")).not.toBeInTheDocument();
  await expectAccessible();
  await user.click(within(pane).getByRole("button", { name: "Set up AI" }));
  await waitFor(() => expect(window.location.hash).toContain("/settings"));
});

it("asks for the key where there is none", async () => {
  const fake = new FakeWorkspace();
  fake.provider.ready({ has_key: false, problem: "no key is in the keychain: enter it in Settings, AI" });
  const { pane } = await open(fake);
  expect(await within(pane).findByRole("heading", { name: "Anthropic needs a key" })).toBeInTheDocument();
  expect(within(pane).getByText(/no key is in the keychain/i)).toBeInTheDocument();
});

it("keeps conversations readable when AI is switched off under them", async () => {
  const fake = new FakeWorkspace();
  fake.provider.ready();
  fake.chat.scripts = [{ steps: [], answer: [{ part: "text", text: "All is well", unsupported: [] }] }];
  fake.chat.automatic = 1;
  const { user, pane } = await open(fake);
  const first = within(await within(pane).findByRole("list", { name: "Suggestions" })).getAllByRole(
    "button",
  )[0]!;
  expect(first, "it fits the list in view").toHaveTextContent("tickets");
  await user.click(first);
  const field = within(pane).getByRole("textbox", { name: "Message to the assistant" });
  await waitFor(() => expect(field).toHaveFocus());
  await user.keyboard("{Enter}");
  await within(pane).findByText("All is well");
  act(() => void fake.provider.handlers.ai_switch({ on: false }));
  expect(await within(pane).findByText("AI is switched off")).toBeInTheDocument();
  expect(within(pane).getByText("All is well")).toBeInTheDocument();
  expect(within(pane).queryByRole("textbox")).not.toBeInTheDocument();
  expect(within(pane).getByRole("button", { name: "Ask for another answer" })).toBeDisabled();
  await expectAccessible();
});

it("makes only the end of a long conversation at first", async () => {
  const fake = new FakeWorkspace();
  fake.provider.ready();
  let parent: string | null = null;
  const messages = Array.from({ length: 35 }, (_, at) => {
    const asked = fake.chat.message("person", parent, `Question ${at + 1}`);
    const answer = fake.chat.message("assistant", asked.id, `Answer ${at + 1}`);
    parent = answer.id;
    return [asked, answer];
  }).flat();
  fake.chat.add("Long", messages);
  const { user, pane } = await open(fake);
  await user.click(within(pane).getByRole("button", { name: "All conversations" }));
  await user.click(await within(pane).findByRole("button", { name: /^Long/ }));
  await within(pane).findByText("Question 35");
  expect(within(pane).queryByText("Question 1")).not.toBeInTheDocument();
  await user.click(within(pane).getByRole("button", { name: /Show earlier messages \(30 more\)/ }));
  expect(await within(pane).findByText("Question 1")).toBeInTheDocument();
});

it("says that the machine is offline, unless the provider is in its own network", async () => {
  const fake = new FakeWorkspace();
  fake.provider.ready();
  const { pane } = await open(fake);
  await within(pane).findByRole("textbox", { name: "Message to the assistant" });
  const online = Object.getOwnPropertyDescriptor(Navigator.prototype, "onLine")!;
  Object.defineProperty(navigator, "onLine", { configurable: true, get: () => false });
  try {
    act(() => void window.dispatchEvent(new Event("offline")));
    expect(await within(pane).findByText(/This machine is offline/)).toBeInTheDocument();
    const provider = { ...fake.provider.state.provider!, allow_private: true };
    act(() => void fake.provider.become({ provider }));
    await waitFor(() => expect(within(pane).queryByText(/This machine is offline/)).not.toBeInTheDocument());
  } finally {
    Object.defineProperty(navigator, "onLine", { configurable: true, ...online });
  }
});

it("says why it can show nothing at all", async () => {
  const fake = new FakeWorkspace();
  fake.answer("ai_state", () => {
    throw {
      code: "failed",
      message: "the settings of AI cannot be read: open the workspace again",
      fields: [],
    };
  });
  const { pane } = await open(fake);
  expect(await within(pane).findByText(/cannot be read: open the workspace again/)).toBeInTheDocument();
});
