import { act, screen, waitFor, within } from "@testing-library/react";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { SummaryAsk } from "@/ipc/bindings";
import { summaryField, summaryOf, summarySentence } from "@/test/fake-summaries";
import { commandError, FakeWorkspace } from "@/test/fake-workspace";
import { ready } from "@/test/open-chat";
import { expectAccessible, renderWindow } from "@/test/render";
import { NOW } from "@/test/sample";
import { forgetPanel } from "./panel-store";

// Days of another year are shown with it.
beforeEach(() => void vi.useFakeTimers({ toFake: ["Date"], now: NOW }));
afterEach(() => void vi.useRealTimers());

beforeEach(forgetPanel);

const DEAL = "deal-1";

function withPanel(fake = ready()) {
  fake.settings.panel.open = true;
  return fake;
}

const note = (id: string) => ({ what: "entry" as const, id, entry: "note" as const, at: NOW });

async function open(fake: FakeWorkspace, address = "/deals/DEAL-1") {
  const view = renderWindow(fake, address);
  const section = await screen.findByRole("region", { name: "Summary" });
  return { ...view, section, within: within(section) };
}

/** Three sentences of a deal, of which two no longer hold. */
function struck() {
  return summaryOf([
    summarySentence("It closes on 18 November.", {
      sources: [summaryField("close_date", "changed")],
      stale: true,
    }),
    summarySentence("Dana looks after it.", { sources: [summaryField("owner"), summaryField("close_date")] }),
    summarySentence("They asked for a discount.", {
      sources: [{ source: note("gone"), state: "gone" }],
      stale: true,
    }),
  ]);
}

it("writes nothing unasked, shows what would leave, and then writes sentence by sentence", async () => {
  const { fake, user, within: it } = await open(withPanel());
  const begin = await it.findByRole("button", { name: "Write a summary" });
  expect(it.getByText("No summary yet.")).toBeInTheDocument();
  expect(it.getByText(/Anthropic claude-sonnet-5/)).toBeInTheDocument();
  await user.click(it.getByRole("button", { name: "What leaves" }));
  const leaves = it.getByRole("group", { name: "What leaves" });
  expect(await within(leaves).findByRole("button", { name: /Goes to api\.anthropic\.com/ })).toHaveAttribute(
    "aria-expanded",
    "true",
  );
  expect(within(leaves).getByText("DEAL-1 Kranich Optik renewal")).toBeInTheDocument();
  expect(fake.called("summary_write"), "looking sends nothing").toEqual([]);

  await user.click(begin);
  expect(fake.called("summary_write")).toEqual([{ entity: DEAL, sentences: [], seen: null, unasked: false }]);
  expect(await it.findByText("Waiting for api.anthropic.com")).toBeInTheDocument();
  const first = summarySentence("It stands in Proposal.", { sources: [summaryField("stage")] });
  act(() => fake.summaries.move("DEAL-1", [first, summarySentence("Next come")]));
  const list = await it.findByRole("list", { name: "What it says" });
  expect(
    within(list)
      .getAllByRole("listitem")
      .map((each) => each.textContent),
  ).toEqual(["It stands in Proposal.1", "Next come"]);
  const whole = [
    first,
    summarySentence("It is worth 13,000 EUR.", {
      unsupported: [{ from: 15, to: 25, text: "13,000 EUR" }],
    }),
  ];
  act(() => fake.summaries.finish("DEAL-1", summaryOf(whole)));
  expect(await it.findByText(/by/, { selector: "p" })).toHaveTextContent(
    /claude-sonnet-5 · 2\.1 s · \$0\.0012/,
  );
  expect(it.getByRole("note")).toHaveTextContent("None of its sources bears out “13,000 EUR”");
  expect(it.getByText("names no source")).toBeInTheDocument();
  expect(it.getByText(/The summary is written\./)).toHaveAttribute("aria-live", "polite");
  await waitFor(() =>
    expect(document.activeElement, "the focus is not lost with the button").not.toBe(document.body),
  );
  await expectAccessible();
});

it("strikes what no longer holds and writes one sentence anew, or all struck ones", async () => {
  const fake = withPanel();
  fake.summaries.keep("DEAL-1", struck());
  const { user, within: it } = await open(fake);
  const first = await it.findByText(/It closes on 18 November/);
  expect(first.closest("del")).toHaveTextContent("No longer holds: Close date changed.");
  expect(it.getByText(/They asked for a discount/).closest("del")).toHaveTextContent(
    /No longer holds: Note of 21 Nov is gone\./,
  );
  expect(it.getByText("Dana looks after it.").closest("del")).toBeNull();
  expect(it.getAllByRole("button", { name: "Source 1: Close date; changed since" })).toHaveLength(1);
  expect(
    it.getByRole("button", { name: "Source 1: Close date" }),
    "one number for a source",
  ).toBeInTheDocument();
  await expectAccessible();
  expect(fake.called("summary_write"), "nothing is written unasked").toEqual([]);

  await user.click(it.getByRole("button", { name: "Write anew: It closes on 18 November." }));
  expect(fake.called("summary_write")).toEqual([{ entity: DEAL, sentences: [0], seen: NOW, unasked: false }]);
  await waitFor(() => expect(it.queryByRole("button", { name: /^(Write anew|Take out)/ })).toBeNull());
  act(() => fake.summaries.move("DEAL-1", [summarySentence("It closes in December.")]));
  expect(await it.findByText("It closes in December.")).toBeInTheDocument();
  expect(it.queryByText(/18 November/), "only its place is taken").toBeNull();
  expect(it.getByText("Dana looks after it.")).toBeInTheDocument();

  await user.click(it.getByRole("button", { name: "Stop writing the summary" }));
  expect(fake.called("summary_stop")).toEqual([{ entity: DEAL }]);
  const both = await it.findByRole("button", { name: "Write 2 struck sentences anew" });
  expect(it.queryByText(/The summary is written/), "who stopped it is not told that it is there").toBeNull();
  await user.click(both);
  expect(fake.called("summary_write")[1]).toEqual({
    entity: DEAL,
    sentences: [0, 2],
    seen: NOW,
    unasked: false,
  });
  await it.findByText("Waiting for api.anthropic.com");
  const anew = ["It closes in December.", "They want ten per cent less."];
  act(() =>
    fake.summaries.move(
      "DEAL-1",
      anew.map((text) => summarySentence(text, { sources: [summaryField("stage")] })),
    ),
  );
  await it.findByText("They want ten per cent less.");
  expect(
    it.getAllByRole("listitem").map((each) => each.textContent),
    "each in its place",
  ).toEqual(["It closes in December.1", "Dana looks after it.23", "They want ten per cent less.1"]);
});

it("leads by key from a citation to a field, to an entry of the timeline and to another entity", async () => {
  const fake = withPanel();
  fake.summaries.keep(
    "CON-1",
    summaryOf([
      summarySentence("She is at Kranich Optik and wants the offer by Friday.", {
        sources: [
          summaryField("company"),
          { source: { what: "entry", id: "n-3", entry: "call", at: NOW }, state: "same" },
          {
            source: { what: "entity", reference: "DEAL-1", title: "Kranich Optik renewal", role: "contact" },
            state: "same",
          },
        ],
      }),
    ]),
  );
  const { user, within: it } = await open(fake, "/contacts/CON-1");
  const field = await it.findByRole("button", { name: "Source 1: Company" });
  const call = it.getByRole("button", { name: "Source 2: Call, 21 Nov" });
  it.getByRole("button", { name: /^Summary/ }).focus();
  await user.tab();
  expect(field).toHaveFocus();
  await user.keyboard("{Enter}");
  expect(document.activeElement?.closest("[data-field]")).toHaveAttribute("data-field", "company");

  // The entry is shown whatever the timeline is narrowed to.
  await user.click(screen.getByRole("radio", { name: "Notes" }));
  call.focus();
  await user.keyboard("{Enter}");
  await waitFor(() => expect(document.activeElement).toHaveTextContent(/She wants the offer by Friday/));
  expect(document.activeElement).toHaveAttribute("data-pointed");

  it.getByRole("button", { name: "Source 3: DEAL-1 Kranich Optik renewal, contact" }).focus();
  await user.keyboard("{Enter}");
  expect(await screen.findByRole("heading", { name: "Kranich Optik renewal", level: 1 })).toBeInTheDocument();
});

it("says what came since and what was left out, groups a ticket's, and shows what left", async () => {
  const fake = withPanel();
  fake.summaries.keep(
    "TIC-1",
    summaryOf(
      [
        summarySentence("Who can delete the copies?", { part: "open" }),
        summarySentence("They want one invoice only.", { part: "intent" }),
      ],
      { newer: [note("a"), note("b"), { what: "field", key: "owner" }], left_out: 1 },
    ),
  );
  const { user, within: it } = await open(fake, "/tickets/TIC-1");
  expect(await it.findByText("2 notes and 1 field came since")).toBeInTheDocument();
  expect(it.getByText("1 sentence left out: it weighed the person.")).toBeInTheDocument();
  expect(it.getAllByRole("heading", { level: 4 }).map((each) => each.textContent)).toEqual([
    "Intent",
    "Open questions",
  ]);
  expect(it.getByRole("list", { name: "Intent" })).toHaveTextContent("They want one invoice only.");

  fake.answer("audit_content", () => ({ content: '{"sent":"everything"}' }));
  await user.click(it.getByRole("button", { name: "Actions of the summary" }));
  await user.click(await screen.findByRole("menuitem", { name: "What left" }));
  const dialog = await screen.findByRole("dialog", { name: "What left for this summary" });
  expect(within(dialog).getByText(/Row 41 of the audit log/)).toBeInTheDocument();
  expect(await within(dialog).findByText(/everything/)).toBeInTheDocument();
  expect(fake.called("audit_content")).toEqual([{ seq: 41 }]);
  await user.keyboard("{Escape}");
  await waitFor(() => expect(dialog).not.toBeInTheDocument());

  await user.click(it.getByRole("button", { name: "Write all anew" }));
  expect(fake.called("summary_write")).toEqual([
    { entity: "ticket-1", sentences: [], seen: NOW, unasked: false },
  ]);
  act(() => fake.summaries.finish("TIC-1", summaryOf([summarySentence("All is well.")])));
  await it.findByText("All is well.");
  await user.click(it.getByRole("button", { name: "Actions of the summary" }));
  await user.click(await screen.findByRole("menuitem", { name: "Remove" }));
  expect(await it.findByText("No summary yet.")).toBeInTheDocument();
  expect(fake.called("summary_remove")).toEqual([{ entity: "ticket-1" }]);
});

it("says what failed and tries the same again", async () => {
  const fake = withPanel();
  fake.summaries.keep("DEAL-1", struck());
  fake.answer("summary_get", () => {
    throw commandError("failed", "the disk is full");
  });
  const { user, within: it } = await open(fake);
  expect(await it.findByRole("alert")).toHaveTextContent(/could not be read.*The disk is full/);
  fake.answer("summary_get", (input) => fake.summaries.handlers.summary_get(input));
  await user.click(it.getByRole("button", { name: "Try again" }));
  await user.click(await it.findByRole("button", { name: "Take out: They asked for a discount." }));
  await it.findByText("Waiting for api.anthropic.com");
  act(() => fake.summaries.finish("DEAL-1", struck(), "the provider has no budget left"));
  expect(await it.findByRole("alert")).toHaveTextContent(/The provider has no budget left/);
  expect(it.getByText("Dana looks after it."), "the kept one stays").toBeInTheDocument();
  fake.answer("summary_write", () => {
    throw commandError("denied", "AI is closed to your role");
  });
  await user.click(it.getByRole("button", { name: "Try again" }));
  expect(await it.findByText("AI is closed to your role")).toBeInTheDocument();
  expect(fake.called("summary_write").map(({ sentences }) => sentences)).toEqual([[2], [2]]);
});

it("keeps what was written where AI cannot be asked, with why, and offers no writing", async () => {
  const off = withPanel();
  off.provider.state.rules.on = false;
  off.provider.state.rules.summaries_unasked = true;
  off.summaries.keep("DEAL-1", struck());
  const first = await open(off);
  expect(await first.within.findByText(/AI is switched off/)).toBeInTheDocument();
  expect(first.within.getByText("Dana looks after it.")).toBeInTheDocument();
  expect(first.within.getByRole("button", { name: "AI settings" })).toBeInTheDocument();
  expect(first.within.queryByRole("button", { name: /^Write/ })).toBeNull();
  first.unmount();

  const none = await open(withPanel(new FakeWorkspace()));
  expect(await none.within.findByText(/AI is not set up/)).toBeInTheDocument();
  expect(none.within.getByRole("button", { name: "Set up AI" })).toBeInTheDocument();
  expect(none.within.getByText(/The rest works without it\.$/)).toBeInTheDocument();
  expect(none.within.queryByRole("button", { name: /^Write/ })).toBeNull();
  none.unmount();

  vi.spyOn(navigator, "onLine", "get").mockReturnValue(false);
  const away = withPanel();
  away.provider.state.rules.summaries_unasked = true;
  const offline = await open(away);
  expect(await offline.within.findByText(/writing one needs the network/)).toBeInTheDocument();
  expect(offline.within.queryByRole("button", { name: /^Write/ })).toBeNull();
  expect(away.called("summary_write")).toEqual([]);
  // A provider on this machine is there all the same.
  act(() => {
    away.provider.become({ provider: { ...away.provider.state.provider!, allow_private: true } });
  });
  await waitFor(() => expect(away.called("summary_write")).toHaveLength(1));
});

it("writes by itself only where the settings want it: once, the struck ones alone, and never after a failure", async () => {
  const fake = withPanel();
  fake.provider.state.rules.summaries_unasked = true;
  fake.settings.panel.folded = ["summary"];
  fake.summaries.keep("DEAL-1", struck());
  const { user, within: it } = await open(fake);
  await screen.findByRole("region", { name: "Similar records" });
  const heading = it.getByRole("button", { name: /^Summary/ });
  await waitFor(() => expect(heading).toHaveAttribute("aria-expanded", "false"));
  const asks: SummaryAsk[] = [];
  expect(fake.called("summary_write"), "folded, it is not written").toEqual(asks);
  await user.click(heading);
  asks.push({ entity: DEAL, sentences: [0, 2], seen: NOW, unasked: true });
  await waitFor(() => expect(fake.called("summary_write")).toEqual(asks));

  act(() => fake.summaries.finish("DEAL-1", struck(), "the provider has no budget left"));
  expect(await it.findByRole("alert")).toHaveTextContent(/no budget/);
  act(() => fake.emit({ event: "entities_changed", kinds: ["deal"], entities: [DEAL], seq: 9 }));
  await user.click(heading);
  await user.click(heading);
  await it.findByRole("alert");
  expect(fake.called("summary_write"), "not again until somebody asks").toEqual(asks);

  await user.click(it.getByRole("button", { name: "Try again" }));
  asks.push({ entity: DEAL, sentences: [0, 2], seen: NOW, unasked: false });
  await waitFor(() => expect(fake.called("summary_write")).toEqual(asks));
  act(() => fake.summaries.finish("DEAL-1", summaryOf([summarySentence("It is won.")])));
  await it.findByText("It is won.");
  await user.click(it.getByRole("button", { name: "Actions of the summary" }));
  await user.click(await screen.findByRole("menuitem", { name: "Remove" }));
  await it.findByText("No summary yet.");
  expect(fake.called("summary_write"), "what was removed stays removed").toEqual(asks);
});
