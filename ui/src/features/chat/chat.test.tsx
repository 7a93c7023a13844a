import { act, screen, waitFor, within } from "@testing-library/react";
import { expect, it } from "vitest";
import { field, openChat as open, ready, running, text } from "@/test/open-chat";
import { expectAccessible, renderWindow } from "@/test/render";
import { SCRIPT } from "@/test/sample-chat";
import { beside } from "@/lib/window-state";

/** What was said, without what screen readers are told of it and without the title. */
const thread = (pane: HTMLElement) => within(within(pane).getByRole("log"));

it("opens on its key with the caret where one writes and the entity in view, and gives the focus back", async () => {
  const { user, pane } = await open();
  await waitFor(async () => expect(await field()).toHaveFocus());
  expect(within(pane).getByRole("list", { name: "Goes with the message" })).toHaveTextContent("DEAL-1");
  expect(within(pane).getByText("Nothing leaves before you send")).toBeInTheDocument();
  await expectAccessible();
  await user.keyboard("{Escape}");
  await waitFor(() => expect(pane).not.toBeInTheDocument());
});

it("shows what would leave before it leaves, and what left ever after", async () => {
  const { fake, user, pane } = await open();
  await user.type(await field(), "Write to ann@post.example");
  const leaves = within(pane).getByRole("group", { name: "What leaves" });
  const line = await within(leaves).findByRole("button", {
    name: /Goes to api\.anthropic\.com: 4 parts.*1 masked/,
  });
  await user.click(line);
  await user.click(within(leaves).getByRole("button", { name: /^You/ }));
  expect(within(leaves).getByLabelText("What leaves of: You")).toHaveTextContent("Write to [email 1]");
  expect(within(leaves).getByText("ann@post.example"), "what stays here is said").toBeInTheDocument();
  await user.click(within(leaves).getByRole("button", { name: "The exact body of the request" }));
  expect(within(leaves).getByLabelText("Body of the request")).not.toHaveTextContent("ann@post.example");
  expect(fake.called("message_send"), "looking sends nothing").toEqual([]);
  await expectAccessible();
  await user.type(await field(), "{Enter}");
  expect(fake.called("message_send")).toEqual([
    {
      conversation: null,
      parent: null,
      text: "Write to ann@post.example",
      context: ["deal-1"],
      files: [],
      files_of: null,
      profile: "write",
    },
  ]);
  expect(
    await within(pane).findByRole("button", { name: /Went to api\.anthropic\.com/ }),
  ).toBeInTheDocument();
});

it("streams an answer with its tools, and ends by naming what still waits", async () => {
  const { fake, user, pane } = await open();
  await user.type(await field(), "Where does it stand?{Enter}");
  await screen.findByText("Waiting for api.anthropic.com");
  const id = running(fake);
  for (const { parts, doing } of SCRIPT.steps.slice(1, 4)) act(() => fake.chat.move(id, parts, doing));
  expect(await within(pane).findByText("Read DEAL-1 and its timeline")).toBeInTheDocument();
  expect(await field(), "what streams takes no focus").toHaveFocus();
  fake.confirming.ask({ id: "k-sample", conversation: id, sentence: "move DEAL-1 to Proposal" });
  fake.chat.views[0]!.confirmations = [...fake.confirming.cards];
  act(() => fake.chat.finish(id, SCRIPT.answer));
  const waiting = await within(pane).findByRole("region", { name: "Still waits for you" });
  expect(waiting).toHaveTextContent("Move DEAL-1 to Proposal");
  expect(within(pane).getAllByRole("button", { name: /^Review/ }), "asked for once").toHaveLength(1);
  expect(within(pane).getByText(/^, waits for you$/), "what only asks is not done").toBeInTheDocument();
  expect(document.querySelector("img"), "nothing is fetched").toBeNull();
  expect(within(pane).getByText("AI")).toBeInTheDocument();
  expect(within(pane).getByText(/2,440 tokens · \$0\.011/)).toBeInTheDocument();
  await expectAccessible();
  await user.click(within(waiting).getByRole("button", { name: /Review/ }));
  expect(fake.called("confirmation_show")).toEqual([{ id: "k-sample" }]);
  act(() => void fake.confirming.become("k-sample", { state: "executed", change_set: "c-9" }));
  await waitFor(() => expect(waiting).not.toBeInTheDocument());
  await user.click(within(pane).getByRole("button", { name: "Undo" }));
  expect(fake.called("change_set_undo")).toEqual([{ change_set: "c-9" }]);
});

it("opens what an answer cites and underlines what nothing bears out", async () => {
  const fake = ready();
  const asked = fake.chat.message("person", null, "What of it?");
  const answer = fake.chat.message("assistant", asked.id, "", { parts: SCRIPT.answer });
  fake.chat.add("Renewal", [asked, answer]);
  const { user, pane } = await open(fake);
  await user.click(within(pane).getByRole("button", { name: "All conversations" }));
  await user.click(await within(pane).findByRole("button", { name: /^Renewal/ }));
  const claim = await within(pane).findByRole("note");
  expect(claim).toHaveTextContent(/^12,000 EUR/);
  expect(claim).toHaveTextContent(/bears out “12,000 EUR”/);
  await user.click(within(pane).getByRole("link", { name: "CON-1" }));
  expect(await screen.findByRole("heading", { name: "Anneliese Brückner", level: 1 })).toBeInTheDocument();
  expect(pane, "the conversation stays beside it").toBeInTheDocument();
});

it("shows a cited entity in short on Space, and stays where it is", async () => {
  const fake = ready();
  const asked = fake.chat.message("person", null, "What of it?");
  fake.chat.add("Renewal", [asked, fake.chat.message("assistant", asked.id, "See TIC-1.")]);
  const { user, pane } = await open(fake);
  await user.click(within(pane).getByRole("button", { name: "All conversations" }));
  await user.click(await within(pane).findByRole("button", { name: /^Renewal/ }));
  const link = await within(pane).findByRole("link", { name: "TIC-1" });
  act(() => link.focus());
  await user.keyboard(" ");
  expect(await screen.findByRole("article", { name: fake.find("TIC-1").title })).toBeInTheDocument();
  expect(window.location.hash).toBe("#/deals/DEAL-1");
  await user.keyboard("{Escape}");
  await waitFor(() =>
    expect(screen.queryByRole("article", { name: fake.find("TIC-1").title })).not.toBeInTheDocument(),
  );
  expect(pane).toBeInTheDocument();
});

it("stops on Esc and keeps what was said, with the way to ask again", async () => {
  const { fake, user, pane } = await open();
  await user.type(await field(), "Tell me all{Enter}");
  await screen.findByText("Waiting for api.anthropic.com");
  act(() => fake.chat.move(running(fake), [text("It began well")], "answering"));
  await within(pane).findByText("It began well");
  await user.keyboard("{Escape}");
  expect(fake.called("turn_stop")).toHaveLength(1);
  expect(await thread(pane).findByText(/Stopped by you/)).toBeInTheDocument();
  expect(within(pane).getByText("It began well")).toBeInTheDocument();
  await user.click(within(pane).getByRole("button", { name: "Try again" }));
  expect(fake.called("turn_retry")).toHaveLength(1);
  act(() => fake.chat.finish(running(fake), [text("Again, and whole")]));
  await within(pane).findByText("Again, and whole");
  const versions = within(pane).getByRole("group", { name: "Versions of the answer" });
  expect(versions).toHaveTextContent("2 of 2");
  await user.click(within(versions).getByRole("button", { name: /Earlier/ }));
  expect(await within(pane).findByText("It began well")).toBeInTheDocument();
});

it("makes a branch of a message that is sent again in other words", async () => {
  const fake = ready();
  fake.chat.scripts = [{ steps: [], answer: [text("Fine")] }];
  fake.chat.automatic = 1;
  const { user, pane } = await open(fake);
  await user.type(await field(), "First way{Enter}");
  await within(pane).findByText("Fine");
  await user.click(within(pane).getByRole("button", { name: "Edit and send again" }));
  const editing = within(pane).getByRole("textbox", { name: "Your message" });
  await user.clear(editing);
  await user.type(editing, "Second way");
  const changed = within(pane).getAllByRole("group", { name: "What leaves" })[0]!;
  expect(await within(changed).findByRole("button", { name: /Goes to/ })).toBeInTheDocument();
  await user.type(editing, "{Enter}");
  const versions = await within(pane).findByRole("group", { name: "Versions of your message" });
  expect(versions).toHaveTextContent("2 of 2");
  expect(fake.called("message_send")[1]).toMatchObject({
    parent: null,
    text: "Second way",
    context: ["deal-1"],
  });
  await user.click(within(versions).getByRole("button", { name: /Earlier/ }));
  expect(await thread(pane).findByText("First way")).toBeInTheDocument();
  expect(within(pane).queryByText("Second way")).not.toBeInTheDocument();
});

it("queues what is written while it answers, lets it be changed, and sends it then", async () => {
  const { fake, user, pane } = await open();
  await user.type(await field(), "One{Enter}");
  await screen.findByText("Waiting for api.anthropic.com");
  await user.type(await field(), "Two{Enter}");
  await user.type(await field(), "Three{Enter}");
  const queue = await within(pane).findByRole("region", { name: "Queued messages" });
  expect(within(queue).getAllByRole("listitem")).toHaveLength(2);
  expect(fake.called("message_send")).toHaveLength(1);
  await user.click(within(queue).getAllByRole("button", { name: "Change the queued message" })[0]!);
  await user.type(within(queue).getByRole("textbox"), " and a half{Enter}");
  await user.click(within(queue).getAllByRole("button", { name: "Take the queued message back" })[1]!);
  await expectAccessible();
  act(() => fake.chat.finish(running(fake), [text("One it is")]));
  await waitFor(() => expect(fake.called("message_send")).toHaveLength(2));
  const answered = fake.chat.views[0]!.messages[1]!.id;
  expect(fake.called("message_send")[1]).toMatchObject({ parent: answered, text: "Two and a half" });
  expect(queue).not.toBeInTheDocument();
});

it("holds what is queued when the answer before did not come to its end", async () => {
  const { fake, user, pane } = await open();
  await user.type(await field(), "One{Enter}");
  await screen.findByText("Waiting for api.anthropic.com");
  await user.type(await field(), "Two{Enter}");
  act(() =>
    fake.chat.finish(running(fake), [], "api.anthropic.com refused the key: enter another one in Settings"),
  );
  expect(await within(pane).findByText(/did not come to its end/)).toBeInTheDocument();
  expect(within(pane).getByRole("button", { name: "AI settings" })).toBeInTheDocument();
  expect(fake.called("message_send")).toHaveLength(1);
  await user.click(within(pane).getByRole("button", { name: "Send now" }));
  await waitFor(() => expect(fake.called("message_send")[1]).toMatchObject({ text: "Two" }));
});

it("mentions entities as chips that can be taken out, and sends none of what was", async () => {
  const { fake, user, pane } = await open();
  await user.type(await field(), "What of @Ann");
  await screen.findByRole("option", { name: /Anneliese.*CON-1/ });
  await user.keyboard("{Enter}");
  expect(await field()).toHaveValue("What of CON-1 ");
  const chips = within(pane).getByRole("list", { name: "Goes with the message" });
  expect(chips).toHaveTextContent("CON-1");
  await user.click(within(chips).getByRole("button", { name: "Leave DEAL-1 out" }));
  await user.type(await field(), "?{Enter}");
  expect(fake.called("message_send")[0]).toMatchObject({ text: "What of CON-1 ?", context: ["contact-1"] });
});

it("keeps what was typed when it could not be sent, and says why", async () => {
  const fake = ready();
  fake.answer("message_send", () => {
    throw {
      code: "failed",
      message: "the budget of this month is used up: raise it in Settings",
      fields: [],
    };
  });
  const { user, pane } = await open(fake);
  await user.type(await field(), "Hello{Enter}");
  expect(await within(pane).findByText(/budget of this month/)).toBeInTheDocument();
  expect(await field()).toHaveValue("Hello");
});

it("sends nothing on the Enter of an input method, and a line on Shift+Enter", async () => {
  const { fake, user } = await open();
  const written = await field();
  await user.type(written, "你好{Shift>}{Enter}{/Shift}zwei");
  expect(written).toHaveValue("你好\nzwei");
  act(() => {
    written.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true, isComposing: true }));
  });
  expect(fake.called("message_send")).toEqual([]);
});

it("keeps drafts by conversation", async () => {
  const fake = ready();
  fake.chat.add("Older", [], { draft: "half a thought" });
  const { user, pane } = await open(fake);
  await user.type(await field(), "something new");
  await user.click(within(pane).getByRole("button", { name: "All conversations" }));
  await user.click(await within(pane).findByRole("button", { name: /Older.*Draft/ }));
  await waitFor(async () => expect(await field()).toHaveValue("half a thought"));
  await user.type(await field(), " more");
  await waitFor(() =>
    expect(fake.called("conversation_draft").at(-1)).toMatchObject({ text: "half a thought more" }),
  );
  await user.click(within(pane).getByRole("button", { name: "New conversation" }));
  await waitFor(async () => expect(await field()).toHaveValue("something new"));
});

it("finds, renames, exports and deletes conversations", async () => {
  const fake = ready();
  const about = fake.chat.message("person", null, "How is the roof?");
  fake.chat.add("House", [about]);
  fake.chat.add("Garden");
  const { user, pane } = await open(fake);
  await user.click(within(pane).getByRole("button", { name: "All conversations" }));
  await user.type(await within(pane).findByRole("searchbox"), "roof");
  await waitFor(() => expect(within(pane).getAllByRole("listitem")).toHaveLength(1));
  await expectAccessible();
  await user.click(within(pane).getByRole("button", { name: "More about “House”" }));
  await user.click(await screen.findByRole("menuitem", { name: /Rename/ }));
  const title = await screen.findByRole("textbox", { name: "Title" });
  await user.clear(title);
  await user.type(title, "The roof{Enter}");
  expect(await within(pane).findByRole("button", { name: /^The roof/ })).toBeInTheDocument();
  await user.click(within(pane).getByRole("button", { name: "More about “The roof”" }));
  await user.click(await screen.findByRole("menuitem", { name: /Export/ }));
  await waitFor(() => expect(fake.called("conversation_export")).toHaveLength(1));
  expect(fake.called("file_pick")).toEqual([{ purpose: "save", suggested_name: "The roof.md" }]);
  await user.click(within(pane).getByRole("button", { name: "More about “The roof”" }));
  await user.click(await screen.findByRole("menuitem", { name: /Delete/ }));
  const sure = await screen.findByRole("dialog", { name: "Delete “The roof”?" });
  await waitFor(() => expect(within(sure).getByRole("button", { name: "Cancel" })).toHaveFocus());
  await user.click(within(sure).getByRole("button", { name: "Delete for good" }));
  await waitFor(() => expect(fake.chat.views.map(({ head }) => head.title)).toEqual(["Garden"]));
});

it("takes thumbs with a comment, and takes them back", async () => {
  const fake = ready();
  const asked = fake.chat.message("person", null, "What of it?");
  const answer = fake.chat.message("assistant", asked.id, "Fine.");
  fake.chat.add("Renewal", [asked, answer]);
  const { user, pane } = await open(fake);
  await user.click(within(pane).getByRole("button", { name: "All conversations" }));
  await user.click(await within(pane).findByRole("button", { name: /^Renewal/ }));
  await user.click(await within(pane).findByRole("button", { name: "This did not help" }));
  await user.type(await within(pane).findByRole("textbox", { name: "What was wrong" }), "wrong month{Enter}");
  const said = fake.called("message_feedback").map(({ feedback }) => feedback);
  expect(said).toEqual([
    { up: false, comment: "" },
    { up: false, comment: "wrong month" },
  ]);
  await user.click(within(pane).getByRole("button", { name: "This did not help" }));
  expect(fake.called("message_feedback").at(-1)?.feedback).toBeNull();
});

it("takes a question over from the palette, unsent", async () => {
  const { fake, user } = await open();
  await user.keyboard("{Control>}k{/Control}");
  await user.type(await screen.findByRole("combobox"), "who bought glasses last year");
  await user.click(await screen.findByRole("option", { name: /Ask AI/ }));
  await waitFor(async () => expect(await field()).toHaveValue("who bought glasses last year"));
  expect(await field()).toHaveFocus();
  expect(fake.called("message_send")).toEqual([]);
});

it("takes the entity that stood beside the page along", async () => {
  const fake = ready();
  act(() => beside.set("CON-1"));
  const { user } = renderWindow(fake, "/deals");
  await screen.findByRole("complementary", { name: "CON-1 beside" });
  await user.keyboard("{Control>}j{/Control}");
  const chips = await screen.findByRole("list", { name: "Goes with the message" });
  expect(chips).toHaveTextContent("CON-1");
  expect(
    screen.queryByRole("complementary", { name: "CON-1 beside" }),
    "one at a time",
  ).not.toBeInTheDocument();
  act(() => beside.set("DEAL-1"));
  await waitFor(() =>
    expect(screen.queryByRole("complementary", { name: "Conversation" })).not.toBeInTheDocument(),
  );
});

it("offers to ask again where no answer came", async () => {
  const fake = ready();
  fake.chat.add("Cut off", [fake.chat.message("person", null, "Are you there?")]);
  const { user, pane } = await open(fake);
  await user.click(within(pane).getByRole("button", { name: "All conversations" }));
  await user.click(await within(pane).findByRole("button", { name: /^Cut off/ }));
  await user.click(await within(pane).findByRole("button", { name: "Ask again" }));
  expect(fake.called("turn_retry")).toHaveLength(1);
  expect(await within(pane).findByText("Waiting for api.anthropic.com")).toBeInTheDocument();
});

it("says that an answer came while one looked elsewhere", async () => {
  const { fake, user, pane } = await open();
  await user.type(await field(), "One{Enter}");
  await screen.findByText("Waiting for api.anthropic.com");
  await user.click(within(pane).getByRole("button", { name: "Close" }));
  act(() => fake.chat.finish(running(fake), [text("One it is")]));
  const link = await screen.findByRole("button", { name: /^Assistant/ });
  expect(link).toHaveTextContent("1 answer");
  await user.click(link);
  expect(await screen.findByText("One it is")).toBeInTheDocument();
  expect(link).not.toHaveTextContent("1 answer");
});

it("hears of a turn that ended before the window knew that it had begun", async () => {
  const fake = ready();
  const sent = fake.chat.handlers.message_send;
  fake.answer("message_send", (message) => {
    const view = sent(message);
    fake.chat.finish(
      view.head.id,
      [],
      "api.anthropic.com refused the key: enter another one in Settings, AI",
    );
    return view;
  });
  const { user, pane } = await open(fake);
  await user.type(await field(), "Hello{Enter}");
  expect(await thread(pane).findByText(/refused the key/)).toBeInTheDocument();
  expect(within(pane).queryByRole("button", { name: "Stop" })).not.toBeInTheDocument();
});
