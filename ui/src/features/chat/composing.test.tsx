import { act, screen, waitFor, within } from "@testing-library/react";
import { afterEach, expect, it, vi } from "vitest";
import { field, openChat, ready, running, text } from "@/test/open-chat";
import { expectAccessible } from "@/test/render";

const choice = (name: "Ask" | "Write") => screen.getByRole("radio", { name });

afterEach(() => vi.restoreAllMocks());

it("shows the model no writing tool when one only asks, before it leaves, on the message and ever after", async () => {
  const { fake, user, pane } = await openChat();
  await field();
  expect(choice("Write"), "every change waits for the person anyway").toBeChecked();
  await user.click(choice("Ask"));
  expect(within(pane).getByText("It can look things up, and change nothing")).toBeInTheDocument();
  await user.type(await field(), "Where does it stand?");
  const leaves = within(pane).getByRole("group", { name: "What leaves" });
  await user.click(await within(leaves).findByRole("button", { name: /^Goes to/ }));
  expect(await within(leaves).findByText("2 tools that read")).toBeInTheDocument();
  await expectAccessible();
  await user.type(await field(), "{Enter}");
  await waitFor(() => expect(fake.called("message_send")[0]?.profile).toBe("ask"));
  expect(await within(pane).findByText("Ask: nothing could be changed")).toBeInTheDocument();
  act(() => fake.chat.finish(running(fake), [text("At the proposal")]));
  await within(pane).findByText("At the proposal");
  expect(choice("Ask"), "the next message begins with it").toBeChecked();
  // In other words it is asked as it was.
  await user.click(within(pane).getByRole("button", { name: "Edit and send again" }));
  await user.type(screen.getByRole("textbox", { name: "Your message" }), " Say it shortly.{Enter}");
  await waitFor(() => expect(fake.called("message_send")[1]?.profile).toBe("ask"));
});

it("remembers the choice with what is being written, by conversation", async () => {
  const { fake, user, pane } = await openChat();
  await user.type(await field(), "One{Enter}");
  await screen.findByText("Waiting for api.anthropic.com");
  await user.click(choice("Ask"));
  await user.type(await field(), "Two{Enter}");
  const queue = await within(pane).findByRole("region", { name: "Queued messages" });
  expect(queue).toHaveTextContent(/Two.*\(Ask\)/);
  expect(choice("Write"), "the queued one took it along").toBeChecked();
  await user.click(choice("Ask"));
  await user.click(within(pane).getByRole("button", { name: "New conversation" }));
  expect(choice("Write"), "it was chosen elsewhere").toBeChecked();
  await waitFor(() => expect(fake.drafts.find(({ text: kept }) => kept === "ask")?.key).toMatch(/^profile:/));
  await user.click(within(pane).getByRole("button", { name: "All conversations" }));
  await user.click(await screen.findByRole("button", { name: /^One/ }));
  expect(choice("Ask")).toBeChecked();
});

it("takes files along whose text is read, lets each be left out, and says why one cannot go", async () => {
  const { fake, user, pane } = await openChat();
  await user.type(await field(), "What does it say?");
  const clip = within(pane).getByRole("button", { name: "Add a file; only its text goes along" });
  for (const name of ["offer.pdf", "long-terms.docx"]) {
    fake.picked = `/home/dana/${name}`;
    // oxlint-disable-next-line no-await-in-loop
    await user.click(clip);
  }
  const chips = await within(pane).findByRole("list", { name: "Files that go with the message" });
  await waitFor(() => expect(within(chips).getAllByRole("listitem")).toHaveLength(2));
  expect(chips).toHaveTextContent(/offer\.pdf24 characters/);
  expect(chips, "what does not go is said").toHaveTextContent(/long-terms\.docxfirst \d+ characters/);
  await expectAccessible();
  fake.picked = "/home/dana/photo.png";
  await user.click(clip);
  expect(await screen.findByText(/^photo\.png cannot go/)).toHaveTextContent(
    /choose a PDF, a DOCX or plain text/,
  );
  await user.click(within(chips).getByRole("button", { name: "Leave long-terms.docx out" }));
  expect(await field(), "one writes on").toHaveFocus();
  const leaves = within(pane).getByRole("group", { name: "What leaves" });
  await user.click(await within(leaves).findByRole("button", { name: /^Goes to/ }));
  await user.click(await within(leaves).findByRole("button", { name: /^File offer\.pdf/ }));
  expect(within(leaves).getByLabelText("What leaves of: File offer.pdf")).toHaveTextContent(
    "What stands in offer.pdf",
  );
  await user.type(await field(), "{Enter}");
  await waitFor(() =>
    expect(fake.called("message_send")[0]?.files).toEqual([
      { name: "offer.pdf", text: "What stands in offer.pdf", cut: false },
    ]),
  );
  expect(
    await within(pane).findByRole("list", { name: "Files that went with the message" }),
  ).toHaveTextContent("offer.pdf");
  expect(within(pane).queryByRole("list", { name: "Files that go with the message" })).toBeNull();
  act(() => fake.chat.finish(running(fake), [text("It says so")]));
  await within(pane).findByText("It says so");
  await user.click(within(pane).getByRole("button", { name: "Edit and send again" }));
  await user.type(screen.getByRole("textbox", { name: "Your message" }), " Shortly.{Enter}");
  const asked = fake.chat.views[0]!.messages.find(({ from }) => from === "person")!.id;
  await waitFor(() => expect(fake.called("message_send")[1]).toMatchObject({ files: [], files_of: asked }));
});

it("takes what is dropped on it for the message, and leaves the page what is dropped there", async () => {
  const fake = ready();
  const { pane } = await openChat(fake);
  const composer = (await field()).closest("[data-file-drop]");
  const under = vi.fn<(x: number, y: number) => Element | null>(() => composer);
  document.elementFromPoint = under;
  const at = { x: 900, y: 600 };
  act(() => fake.drop({ over: true, paths: [], at }));
  expect(composer).toHaveClass("outline-dashed");
  act(() => fake.drop({ over: false, paths: ["/home/dana/terms.md"], at }));
  expect(await within(pane).findByText("terms.md")).toBeInTheDocument();
  expect(fake.called("attachment_add"), "nothing is attached to the deal").toEqual([]);
  under.mockReturnValue(document.body);
  act(() => fake.drop({ over: false, paths: ["/home/dana/offer.pdf"], at }));
  await waitFor(() => expect(fake.called("attachment_add")).toHaveLength(1));
  expect(fake.called("chat_file_read")).toHaveLength(1);
});

it("says on a call's line when it began and how long it took", async () => {
  const { fake, user, pane } = await openChat();
  await user.type(await field(), "Where does it stand?{Enter}");
  await screen.findByText("Waiting for api.anthropic.com");
  const at = new Date(2026, 10, 21, 14, 3).getTime();
  const part = {
    part: "tool" as const,
    call: "call-1",
    tool: "get_entity",
    sentence: "read DEAL-1",
    arguments: {},
    result: {},
    failed: false,
    confirmation: null,
    entities: [],
    at,
  };
  act(() =>
    fake.chat.finish(running(fake), [
      { ...part, took: 1400 },
      { ...part, call: "call-2", took: null },
    ]),
  );
  await within(pane).findByText("1.4 s");
  const times = pane.querySelectorAll("[role=log] article time[title^=Began]");
  expect(times, "not on one that never ran").toHaveLength(1);
  expect(times[0]).toHaveTextContent("14:03, 1.4 s");
  expect(times[0]).toHaveAttribute("title", expect.stringContaining("Began Sat, 21 Nov 2026"));
});

it.each([
  ["executed", "done"],
  ["declined", "not done"],
  ["expired", "not done"],
  ["stale", "not done"],
  ["failed", "failed"],
] as const)("says of a call whose confirmation was %s that it is %s", async (state, words) => {
  const { fake, user, pane } = await openChat();
  await user.type(await field(), "Move it{Enter}");
  await screen.findByText("Waiting for api.anthropic.com");
  const id = running(fake);
  fake.confirming.ask({ id: "k-1", conversation: id, sentence: "move DEAL-1 to Proposal" });
  fake.confirming.become("k-1", { state });
  fake.chat.views[0]!.confirmations = [...fake.confirming.cards];
  const part = {
    part: "tool" as const,
    call: "call-1",
    tool: "move_stage",
    sentence: "move stage DEAL-1",
    arguments: {},
    result: {},
    failed: false,
    confirmation: "k-1",
    entities: [],
    at: null,
    took: null,
  };
  act(() => fake.chat.finish(id, [part]));
  expect(await within(pane).findByText(`, ${words}`)).toBeInTheDocument();
});
