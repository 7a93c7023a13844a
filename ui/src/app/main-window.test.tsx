import { act, screen, waitFor } from "@testing-library/react";
import { expect, it } from "vitest";
import { FakeWorkspace, WORKSPACE } from "@/test/fake-workspace";
import { members } from "@/test/schema";
import { expectAccessible, renderWindow } from "@/test/render";

it("goes to a module by two keys and shows only counts that call for action", async () => {
  const { user } = renderWindow();
  await screen.findByRole("grid", { name: "Contacts" });
  expect(screen.getByRole("link", { name: "Contacts" })).toBeInTheDocument();
  expect(screen.getByRole("link", { name: "Tasks, 1 overdue" })).toBeInTheDocument();
  await user.keyboard("gk");
  await screen.findByRole("grid", { name: "Tasks" });
});

it("opens the palette by key, opens a row from it and gives the focus to the page", async () => {
  const { user } = renderWindow();
  await screen.findByRole("grid", { name: "Contacts" });
  await user.keyboard("{Control>}k{/Control}");
  await user.type(await screen.findByRole("combobox", { name: "Search everything" }), "hailan pilot");
  await screen.findByRole("option", { name: /Hailan pilot/ });
  await user.keyboard("{Enter}");
  await screen.findByRole("heading", { level: 1, name: "Hailan pilot" });
  await waitFor(() => expect(screen.queryByRole("combobox", { name: "Search everything" })).toBeNull());
});

it("runs an action of a row on its page", async () => {
  const { user } = renderWindow();
  await screen.findByRole("grid", { name: "Contacts" });
  await user.keyboard("{Control>}k{/Control}");
  await user.type(await screen.findByRole("combobox", { name: "Search everything" }), "hailan pilot");
  await screen.findByRole("option", { name: /Hailan pilot/ });
  await user.keyboard("{Control>}k{/Control}add a note{Enter}");
  await screen.findByRole("heading", { level: 1, name: "Hailan pilot" });
  await waitFor(() => expect(screen.getByRole("textbox", { name: "Write: Note" })).toHaveFocus());
});

it("lists every key on the sheet of shortcuts", async () => {
  const { user } = renderWindow();
  await screen.findByRole("grid", { name: "Contacts" });
  await user.keyboard("?");
  const sheet = await screen.findByRole("dialog", { name: "Keyboard shortcuts" });
  expect(sheet).toHaveTextContent("Go to deals");
  await expectAccessible();
  await user.keyboard("{Escape}");
  await waitFor(() => expect(sheet).not.toBeInTheDocument());
});

it("does what the launcher asks of it", async () => {
  const { fake } = renderWindow();
  await screen.findByRole("grid", { name: "Contacts" });
  act(() => fake.emit({ event: "open_entity", reference: "TIC-1" }));
  await screen.findByRole("heading", { level: 1, name: "Invoices arrive twice" });
  act(() => fake.emit({ event: "run_action", action: "create.task", text: null }));
  expect(await screen.findByRole("dialog", { name: "New task" })).toBeInTheDocument();
});

it("takes a question from the launcher into a new conversation, and does not send it", async () => {
  const fake = new FakeWorkspace();
  fake.provider.ready();
  renderWindow(fake);
  await screen.findByRole("grid", { name: "Contacts" });
  act(() => fake.emit({ event: "run_action", action: "chat.new", text: "which deals close" }));
  const field = await screen.findByRole("textbox", { name: "Message to the assistant" });
  expect(field).toHaveValue("which deals close");
  expect(fake.called("message_send"), "what would leave is shown first").toEqual([]);
});

it("says how far the index, the embedding and a job are, and pauses on demand", async () => {
  const fake = new FakeWorkspace();
  fake.status = {
    text: { state: "ready" },
    vectors: { state: "embedding", done: 812, total: 10_400, paused: false },
  };
  const { user } = renderWindow(fake);
  expect(await screen.findByText(/Embedding 812 of 10,400/)).toBeInTheDocument();
  await user.click(screen.getByRole("button", { name: "Pause embedding" }));
  expect(await screen.findByText(/Embedding paused at 812/)).toBeInTheDocument();
  act(() =>
    fake.emit({
      event: "job_changed",
      job: { id: 4, title: "Import people", done: 1, total: 9, state: { state: "running", step: "writing" } },
    }),
  );
  expect(screen.getByText("Import people")).toBeInTheDocument();
  expect(screen.getByText("AI off")).toBeInTheDocument();
});

it("keeps nothing of a workspace when another is opened", async () => {
  const { fake } = renderWindow();
  await screen.findByText("Anneliese Brückner");
  fake.entities = [];
  act(() => fake.enter({ phase: "ready", workspace: { ...WORKSPACE, path: "/elsewhere" }, me: members[0]! }));
  await screen.findByText("No contacts yet");
  expect(screen.queryByText("Anneliese Brückner")).toBeNull();
});

it("shows new data as soon as the core says that something was written", async () => {
  const { fake } = renderWindow();
  await screen.findByText("Anneliese Brückner");
  fake.entities = fake.entities.map((each) =>
    each.id === "contact-1" ? { ...each, title: "Anneliese Neumann" } : each,
  );
  act(() => fake.emit({ event: "entities_changed", kinds: ["contact"], entities: ["contact-1"], seq: 9 }));
  expect(await screen.findByText("Anneliese Neumann")).toBeInTheDocument();
});

it("asks for everything again when events were lost", async () => {
  const { fake } = renderWindow();
  await screen.findByText("Anneliese Brückner");
  fake.entities = fake.entities.map((each) =>
    each.id === "contact-1" ? { ...each, title: "Anneliese Neumann" } : each,
  );
  act(() => fake.emit({ event: "app_state_changed" }));
  expect(await screen.findByText("Anneliese Neumann")).toBeInTheDocument();
  act(() => fake.emit({ event: "entities_changed", kinds: ["contact"], entities: [], seq: 9 }));
  fake.entities = [];
  act(() => fake.emit({ event: "entities_changed", kinds: ["contact"], entities: [], seq: 10 }));
  expect(
    await screen.findByText("No contacts yet"),
    "and goes on hearing what comes after",
  ).toBeInTheDocument();
});
