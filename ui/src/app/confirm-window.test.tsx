import { act, fireEvent, render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { setTransport } from "@/ipc/transport";
import { commandError, FakeWorkspace } from "@/test/fake-workspace";
import { expectAccessible } from "@/test/render";
import { addSampleConfirmations } from "@/test/sample-confirmations";
import { ConfirmWindow } from "./confirm-window";
import { Providers } from "./providers";

beforeEach(() => {
  vi.useFakeTimers();
  // Testing Library moves faked time on only where it finds this name.
  vi.stubGlobal("jest", { advanceTimersByTime: (ms: number) => vi.advanceTimersByTime(ms) });
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

/** Lets time pass, in steps, so that what is drawn in one begins to count in the next. */
async function pass(ms: number) {
  for (let gone = 0; gone < ms; gone += 50)
    await act(() => vi.advanceTimersByTimeAsync(Math.min(50, ms - gone)));
}

/** Long enough for an answer of the core, and not for a second of looking. */
const SOON = 50;

async function open(fake = new FakeWorkspace(), sample = true) {
  if (sample) addSampleConfirmations(fake.confirming);
  setTransport(fake);
  render(
    <Providers>
      <ConfirmWindow />
    </Providers>,
  );
  await pass(SOON);
  return { fake, user: userEvent.setup({ advanceTimers: (ms) => vi.advanceTimersByTime(ms) }) };
}

const button = (name: RegExp | string) => screen.getByRole("button", { name });
const approve = () => button(/^Approve/);
const shows = async (fake: FakeWorkspace, id: string) => {
  act(() => fake.emit({ event: "confirmation_shown", id }));
  await pass(SOON);
};

it("shows who asks, what for, why, and what would change, and begins at no", async () => {
  await open();
  expect(screen.getByRole("heading", { level: 2 })).toHaveTextContent(/^DEAL-2 Hailan pilot: set the stage/);
  expect(screen.getByText("The assistant, in “Renewals this month”")).toBeInTheDocument();
  expect(screen.getByText("Why, in the words of the model")).toBeInTheDocument();
  expect(screen.getByText(/so the deal is won/)).toBeInTheDocument();
  expect(screen.getByText("One undo takes all of it back.")).toBeInTheDocument();
  const deal = screen.getByRole("region", { name: "DEAL-2 Hailan pilot" });
  expect(within(deal).getByText("EUR 12,000")).toBeInTheDocument();
  expect(within(deal).getByText("EUR 12,500")).toBeInTheDocument();
  expect(within(deal).getAllByText("follows by the workspace’s rules")).toHaveLength(2);
  expect(button("Decline")).toHaveFocus();
  expect(button("Decline")).toHaveAccessibleDescription(/^DEAL-2 Hailan pilot/);
  expect(approve()).toHaveTextContent("Approve all 3");
  vi.useRealTimers();
  await expectAccessible();
});

it("can be approved only once it has been in sight for a second", async () => {
  const { fake, user } = await open();
  expect(approve()).toHaveAttribute("aria-disabled", "true");
  await pass(800);
  await user.click(approve());
  expect(fake.called("confirmation_resolve")).toEqual([]);
  await pass(300);
  expect(approve()).toHaveAttribute("aria-disabled", "false");
  await user.click(approve());
  await pass(SOON);
  expect(fake.called("confirmation_resolve")).toEqual([
    {
      id: "k-won",
      approve: true,
      digest: "digest of k-won",
      edits: { set: {}, drop: [] },
      typed: "",
      note: "",
    },
  ]);
  expect(screen.getByRole("heading", { name: "Done" })).toBeInTheDocument();
});

it("waits for a second again when the window comes up", async () => {
  const { fake, user } = await open();
  await pass(1100);
  act(() => void window.dispatchEvent(new Event("focus")));
  expect(approve()).toHaveAttribute("aria-disabled", "true");
  await user.click(approve());
  expect(fake.called("confirmation_resolve")).toEqual([]);
  await pass(1100);
  expect(approve()).toHaveAttribute("aria-disabled", "false");
});

it("asks what is left of it would do, and waits for a second again with the new digest", async () => {
  const { fake, user } = await open();
  await pass(1100);
  await user.click(screen.getByRole("checkbox", { name: /Set the amount/ }));
  expect(approve()).toHaveAttribute("aria-disabled", "true");
  await pass(600);
  const edits = { set: {}, drop: ["/changes/1"] };
  expect(fake.called("confirmation_look").at(-1)).toEqual({ id: "k-won", edits });
  expect(approve()).toHaveTextContent("Approve 2 of 3");
  expect(screen.queryByRole("button", { name: "Edit amount" })).toBeNull();
  await user.click(approve());
  await pass(800);
  await user.click(approve());
  expect(fake.called("confirmation_resolve")).toEqual([]);
  await pass(300);
  await user.click(approve());
  await pass(SOON);
  expect(fake.called("confirmation_resolve")).toEqual([
    {
      id: "k-won",
      approve: true,
      digest: `digest of ${JSON.stringify(["k-won", {}, ["/changes/1"]])}`,
      edits,
      typed: "",
      note: "",
    },
  ]);
});

it("approves an edited value under the digest of the edit", async () => {
  const { fake, user } = await open();
  await user.click(button("Edit amount"));
  const field = screen.getByRole("textbox", { name: "Amount" });
  expect(field).toHaveFocus();
  await user.clear(field);
  await user.type(field, "EUR 13,000");
  await pass(1700);
  expect(screen.getByText("You approve it with your changes")).toBeInTheDocument();
  await user.click(approve());
  await pass(SOON);
  expect(fake.called("confirmation_resolve")[0]).toMatchObject({
    approve: true,
    edits: { set: { "/changes/1/value": "EUR 13,000" }, drop: [] },
  });
});

it("says why an edit cannot be done, and approves nothing meanwhile", async () => {
  const { fake, user } = await open();
  await pass(1100);
  fake.answer("confirmation_look", () => {
    throw commandError("invalid_arguments", "“never” is no amount: write EUR 12,000");
  });
  await user.click(button("Edit amount"));
  await user.type(screen.getByRole("textbox", { name: "Amount" }), " never");
  await pass(2000);
  expect(screen.getByText("“never” is no amount: write EUR 12,000")).toBeInTheDocument();
  await user.click(approve());
  expect(fake.called("confirmation_resolve")).toEqual([]);
});

it("marks what was copied and has the person type what would reach somebody", async () => {
  const { fake, user } = await open();
  await shows(fake, "k-reply");
  expect(screen.getAllByText("Copied from a text that somebody else may have written")).toHaveLength(2);
  expect(screen.getAllByRole("img", { name: /zero-width space/ }).length).toBeGreaterThan(0);
  expect(screen.getAllByRole("img", { name: /right-to-left override/ }).length).toBeGreaterThan(0);
  await pass(1500);
  await user.click(approve());
  expect(fake.called("confirmation_resolve")).toEqual([]);
  const field = screen.getByRole("textbox", { name: "To" });
  expect(field).toHaveValue("");
  await user.click(button("Type it yourself first: To"));
  expect(field, "one is led to what is missing").toHaveFocus();
  await user.paste("juergen@acme\u200b.example");
  expect(field, "what is pasted was not read").toHaveValue("");
  await user.type(field, "juergen@acme.example");
  expect(screen.getByText(/Another value than was asked for/)).toBeInTheDocument();
  await pass(1700);
  await user.click(approve());
  await pass(SOON);
  expect(fake.called("confirmation_resolve")[0]).toMatchObject({
    approve: true,
    edits: { set: { "/to": "juergen@acme.example" }, drop: [] },
  });
});

it("never approves by Enter what takes something away", async () => {
  const { fake, user } = await open();
  await shows(fake, "k-trash");
  expect(screen.getByText(/This takes something away/)).toBeInTheDocument();
  await user.type(screen.getByRole("textbox", { name: "Type 2 to approve" }), "2");
  await pass(1100);
  approve().focus();
  await user.keyboard("{Enter}");
  await pass(SOON);
  expect(fake.called("confirmation_resolve")).toEqual([]);
  await user.keyboard(" ");
  await pass(SOON);
  expect(fake.called("confirmation_resolve")).toHaveLength(1);
});

it("takes nothing away before what goes is typed, or of how many", async () => {
  const { fake, user } = await open();
  await shows(fake, "k-trash");
  await pass(1100);
  await user.click(approve());
  await pass(SOON);
  expect(fake.called("confirmation_resolve"), "a click is not enough").toEqual([]);
  const word = screen.getByRole("textbox", { name: "Type 2 to approve" });
  await user.click(button("Type 2 first"));
  expect(word).toHaveFocus();
  await user.paste("2");
  expect(word, "what is pasted was not read").toHaveValue("");
  await user.type(word, "3{Enter}");
  await user.click(approve());
  await pass(SOON);
  expect(fake.called("confirmation_resolve"), "nor is another number").toEqual([]);
  await user.clear(word);
  await user.type(word, "2");
  // One of them less is another number.
  await user.click(screen.getByRole("checkbox", { name: /CON-6/ }));
  await pass(1700);
  expect(button("Type 1 first")).toBeInTheDocument();
  await user.clear(word);
  await user.type(word, "1");
  await user.click(approve());
  await pass(SOON);
  expect(fake.called("confirmation_resolve")[0]).toMatchObject({
    typed: "1",
    edits: { drop: ["/entities/1"] },
  });
});

it("says which values were masked for the model", async () => {
  const { fake } = await open();
  await shows(fake, "k-reply");
  const mark = screen.getByText("Masked for AI");
  expect(mark).toHaveTextContent("the model knew only a placeholder");
  expect(screen.getByRole("textbox", { name: "To" })).toHaveAccessibleDescription(/Masked for AI/);
  expect(screen.getAllByText("Masked for AI"), "only of what was").toHaveLength(1);
});

it("answers once, however often it is pressed", async () => {
  const { fake, user } = await open();
  await pass(1100);
  await user.dblClick(approve());
  await pass(SOON);
  expect(fake.called("confirmation_resolve")).toHaveLength(1);
  // The next one came under the pointer; a second click of two is not for it.
  await user.click(button(/^Next/));
  await pass(SOON);
  fireEvent.click(button("Decline"), { detail: 2 });
  await pass(SOON);
  expect(fake.called("confirmation_resolve")).toHaveLength(1);
});

it("takes a held key for one press", async () => {
  const { fake, user } = await open();
  await user.keyboard("{Enter>8}");
  await pass(SOON);
  expect(fake.called("confirmation_resolve")).toHaveLength(1);
  expect(screen.getByRole("heading", { name: "Declined" })).toBeInTheDocument();
  expect(button(/^Next/)).toHaveFocus();
});

it("declines with a note for the model", async () => {
  const { fake, user } = await open();
  await user.type(
    screen.getByRole("textbox", { name: "A note to the assistant" }),
    "Wait for the order form",
  );
  await user.click(button("Decline"));
  await pass(SOON);
  expect(fake.called("confirmation_resolve")[0]).toMatchObject({
    approve: false,
    note: "Wait for the order form",
  });
  expect(screen.getByText("Wait for the order form")).toBeInTheDocument();
});

it("hides on Esc and decides nothing", async () => {
  const { fake, user } = await open();
  await user.keyboard("{Escape}");
  await pass(SOON);
  expect(fake.called("confirmation_hide")).toHaveLength(1);
  expect(fake.called("confirmation_resolve")).toEqual([]);
  await user.click(screen.getByRole("checkbox", { name: /Clear the next step/ }));
  await user.click(button("Later"));
  await pass(SOON);
  expect(fake.called("confirmation_hide")).toHaveLength(2);
  expect(screen.getByRole("checkbox", { name: /Clear the next step/ }), "an edit stays").not.toBeChecked();
});

it("goes from one that waits to the next, keeping what was begun", async () => {
  const { user } = await open();
  expect(screen.getByText("1 of 3")).toBeInTheDocument();
  await user.click(screen.getByRole("checkbox", { name: /Clear the next step/ }));
  await user.click(button("Next"));
  await pass(SOON);
  expect(screen.getByText("2 of 3")).toBeInTheDocument();
  expect(screen.getByRole("heading", { level: 2 })).toHaveTextContent(/^Reply to TIC-4/);
  await user.click(button("Previous"));
  await pass(SOON);
  expect(screen.getByRole("checkbox", { name: /Clear the next step/ })).not.toBeChecked();
});

it("does not lead a person elsewhere who is writing", async () => {
  const { fake, user } = await open();
  const note = screen.getByRole("textbox", { name: "A note to the assistant" });
  await user.type(note, "not ");
  await shows(fake, "k-trash");
  expect(note).toHaveFocus();
  expect(screen.getByRole("heading", { level: 2 })).toHaveTextContent(/^DEAL-2/);
});

it("stays as it was and says so when an answer is not taken", async () => {
  const { fake, user } = await open();
  await pass(1100);
  fake.answer("confirmation_resolve", () => {
    throw commandError("stale", "this is not what was shown last: look at it again");
  });
  await user.click(approve());
  await pass(SOON);
  expect(screen.getByRole("alert")).toHaveTextContent(/This is not what was shown last/);
  expect(button("Decline")).toBeInTheDocument();
});

it.each([
  ["expired", "Too late", "it was answered too late"],
  ["stale", /something changed in the meantime/, "DEAL-2 was changed by Li Wei"],
  ["failed", /could not be carried out/, "the disk is full: make room and ask again"],
] as const)("says that it %s, and why", async (state, title, note) => {
  const { fake } = await open();
  act(() => void fake.confirming.become("k-won", { state, note }));
  await pass(SOON);
  expect(screen.getByRole("heading", { name: title })).toBeInTheDocument();
  expect(screen.getByText(note, { exact: false, normalizer: (text) => text.toLowerCase() })).toBeTruthy();
  expect(screen.queryByRole("button", { name: /^Approve/ })).toBeNull();
  vi.useRealTimers();
  await expectAccessible();
});

it("looks again when one is too late to be answered", async () => {
  const fake = new FakeWorkspace();
  fake.confirming.ask({ id: "k-late", sentence: "add a note to CON-1", expires_at: Date.now() + 60_000 });
  await open(fake, false);
  const asked = fake.called("confirmation_list").length;
  fake.answer("confirmation_list", () => {
    const pending = fake.confirming.cards.some(({ state }) => state === "pending");
    if (pending) fake.confirming.become("k-late", { state: "expired", note: "nobody answered" });
    return { confirmations: [] };
  });
  await pass(58_000);
  expect(fake.called("confirmation_list")).toHaveLength(asked);
  await pass(4000);
  expect(screen.getByRole("heading", { name: "Too late" })).toBeInTheDocument();
});

it("says so when nothing waits, and shows what comes", async () => {
  const { fake } = await open(undefined, false);
  expect(screen.getByRole("heading", { name: "Nothing waits for you" })).toBeInTheDocument();
  act(() => void fake.confirming.ask({ id: "k-new", sentence: "add a note to CON-1" }));
  await pass(SOON);
  expect(screen.getByRole("heading", { level: 2 })).toHaveTextContent("Add a note to CON-1");
  expect(button("Decline")).toHaveFocus();
  vi.useRealTimers();
  await expectAccessible();
});

function refused(): never {
  throw commandError("denied", "this window may not do that");
}

it("asks the core for nothing but what this window may ask", async () => {
  const fake = new FakeWorkspace();
  for (const name of ["app_state", "settings_get", "schema_get"] as const) fake.answer(name, refused);
  const { user } = await open(fake);
  act(() => fake.emit({ event: "app_state_changed" }));
  await pass(1200);
  await user.click(approve());
  await pass(SOON);
  expect(screen.getByRole("heading", { name: "Done" })).toBeInTheDocument();
  const own = /^confirmation_(list|look|resolve|hide)$/;
  // The two that say how the window looks may be refused.
  const others = new Set(fake.calls.map(({ name }) => name).filter((name) => !own.test(name)));
  expect([...others].toSorted()).toEqual(["app_state", "settings_get"]);
  expect(screen.queryByText(/this window may not/i)).toBeNull();
});

it("makes no markup of what the model or a record says", async () => {
  const fake = new FakeWorkspace();
  const text = '<img src=x onerror="alert(1)"> ![a](https://evil.example/p.png) **now**';
  fake.confirming.views.set("k-bad", {
    asked_by: text,
    by_ai: true,
    reason: text,
    tool: "add_note",
    reversible: true,
    destructive: false,
    type_first: null,
    steps: [{ path: "/a", sentence: text }],
    changes: [
      {
        reference: "CON-1",
        title: text,
        op: "attach",
        field: "note",
        label: null,
        old: null,
        new: text,
        follows: false,
      },
    ],
    arguments: [
      {
        path: "/text",
        label: text,
        value: text,
        editable: false,
        tainted: true,
        must_type: false,
        masked: true,
      },
    ],
    digest: "bad",
  });
  fake.confirming.ask({ id: "k-bad", sentence: text });
  await open(fake, false);
  expect(screen.getAllByText(text).length).toBeGreaterThanOrEqual(6);
  expect(document.querySelector("img, strong, a[href]")).toBeNull();
});
