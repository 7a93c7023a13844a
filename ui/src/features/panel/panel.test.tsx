import { screen, waitFor, within } from "@testing-library/react";
import { beforeEach, expect, it } from "vitest";
import { commandError, FakeWorkspace } from "@/test/fake-workspace";
import { field, ready } from "@/test/open-chat";
import { expectAccessible, renderWindow } from "@/test/render";
import { forgetPanel } from "./panel-store";

beforeEach(forgetPanel);

function withPanel(fake = new FakeWorkspace()) {
  fake.settings.panel.open = true;
  return fake;
}

async function openPage(fake: FakeWorkspace, address = "/deals/DEAL-1") {
  const view = renderWindow(fake, address);
  const pane = await screen.findByRole("complementary", { name: /^Panel of/ });
  return { ...view, pane, section: (name: string) => within(pane).findByRole("region", { name }) };
}

it("shows what is to be done, why, and asks in the confirmation window only", async () => {
  const { fake, user, section } = await openPage(withPanel());
  const actions = await section("Suggested actions");
  const card = await within(actions).findByRole("group", { name: "Get back to them" });
  expect(card).toHaveTextContent("Nothing has happened on it for 16 days");
  expect(within(card).getByRole("list", { name: "It rests on" })).toHaveTextContent("Call");
  await expectAccessible();
  await user.click(within(card).getByRole("button", { name: /^Do it/ }));
  expect(fake.called("suggestion_run")).toEqual([
    { entity: fake.find("DEAL-1").id, rule: "deal.silent", basis: expect.any(String) },
  ]);
  expect(fake.called("confirmation_resolve"), "nothing is answered here").toEqual([]);
  expect(await within(card).findByText("Waits for your answer")).toBeInTheDocument();
  expect(within(card).getByRole("button", { name: /^Review/ })).toBeInTheDocument();
});

it("remembers what was dismissed and why, and suggests it again when that is taken back", async () => {
  const { fake, user, section } = await openPage(withPanel());
  const actions = await section("Suggested actions");
  await user.click(await within(actions).findByRole("button", { name: "Dismiss: Get back to them" }));
  await user.click(await screen.findByRole("menuitem", { name: "Done already" }));
  await waitFor(() =>
    expect(within(actions).queryByRole("group", { name: "Get back to them" })).not.toBeInTheDocument(),
  );
  expect(fake.called("suggestion_dismiss")).toMatchObject([{ rule: "deal.silent", reason: "Done already" }]);
  await user.click(within(actions).getByText("1 dismissed"));
  await user.click(within(actions).getByRole("button", { name: /^Suggest again/ }));
  expect(await within(actions).findByRole("group", { name: "Get back to them" })).toBeInTheDocument();
});

it("says that nothing needs doing on what is well looked after, and nothing in the trash", async () => {
  const fake = withPanel();
  fake.panel.suggestions["DEAL-1"] = [];
  const { section, unmount } = await openPage(fake);
  expect(
    await within(await section("Suggested actions")).findByText(/Nothing needs doing here/),
  ).toBeInTheDocument();
  unmount();

  const trashed = withPanel();
  trashed.entities = trashed.entities.map((each) =>
    each.reference === "DEAL-1" ? { ...each, deleted_at: Date.now() } : each,
  );
  const other = await openPage(trashed);
  expect(
    await within(await other.section("Suggested actions")).findByText(/in the trash/),
  ).toBeInTheDocument();
});

it("says what failed and tries again", async () => {
  const fake = withPanel();
  fake.answer("suggestion_list", () => {
    throw commandError("failed", "the disk is full");
  });
  fake.answer("similar_records", () => {
    throw commandError("failed", "the index is gone");
  });
  const { user, section } = await openPage(fake);
  const actions = await section("Suggested actions");
  expect(await within(actions).findByText(/disk is full/)).toBeInTheDocument();
  expect(await within(await section("Similar records")).findByText(/index is gone/)).toBeInTheDocument();
  fake.answer("suggestion_list", () => ({ suggestions: [], dismissed: [] }));
  await user.click(within(actions).getByRole("button", { name: "Try again" }));
  expect(await within(actions).findByText(/Nothing needs doing/)).toBeInTheDocument();
});

it("shows what reads alike with why, and remembers that two are not the same", async () => {
  const { fake, user, section } = await openPage(withPanel(), "/tickets/TIC-1");
  const similar = await section("Similar records");
  const list = await within(similar).findAllByRole("group");
  expect(list[0]).toHaveTextContent("Very near · 0.78");
  expect(list[0]).toHaveTextContent("Scratched frames again");
  await user.click(within(list[0]!).getByRole("button", { name: /^Not the same/ }));
  expect(fake.called("duplicates_dismiss")).toMatchObject([{ a: fake.find("TIC-1").id, same: false }]);
});

it("gives people who applied no nearness, and says when nobody is compared", async () => {
  const fake = withPanel();
  fake.entities = [
    ...fake.entities,
    { ...fake.find("CAN-1"), id: "another", reference: "CAN-2", title: "Ida Wolf" },
  ];
  const { section, unmount } = await openPage(fake, "/candidates/CAN-1");
  const similar = await section("Similar records");
  expect(await within(similar).findByText(/not ranked/)).toBeInTheDocument();
  expect(similar).not.toHaveTextContent(/0\.\d\d/);
  unmount();
  fake.panel.state = { state: "not_compared" };
  const other = await openPage(fake, "/candidates/CAN-1");
  expect(
    await within(await other.section("Similar records")).findByText(/Nobody is compared/),
  ).toBeInTheDocument();
});

it.each([
  [
    { state: "reading", vectors: { state: "embedding", done: 3, total: 10, paused: true } },
    /3 of 10, and that is paused/,
  ],
  [{ state: "reading", vectors: { state: "loading" } }, /comes in a moment/],
  [{ state: "hindered", message: "there is no model on this machine" }, /no model on this machine/],
  [{ state: "stale" }, /by its text before the last change/],
] as const)("says how it stands with reading texts: %o", async (state, words) => {
  const fake = withPanel();
  fake.panel.state = state;
  fake.status = { ...fake.status, vectors: { state: "loading" } };
  const { section } = await openPage(fake);
  expect(await within(await section("Similar records")).findByText(words)).toBeInTheDocument();
});

it("hands a question over to a conversation about the entity, unsent", async () => {
  const { fake, user, section } = await openPage(withPanel(ready()));
  const ask = await section("Ask AI");
  const questions = await within(ask).findByRole("list", { name: "Questions" });
  expect(within(questions).getAllByRole("button")).toHaveLength(3);
  await user.click(within(questions).getAllByRole("button")[0]!);
  expect(await screen.findByRole("complementary", { name: "Conversation" })).toBeInTheDocument();
  expect(await field()).toHaveValue("What is missing to win DEAL-1?");
  expect(fake.called("message_send")).toEqual([]);
  expect(screen.queryByRole("complementary", { name: /^Panel of/ }), "one at a time").not.toBeInTheDocument();
});

it("says why AI cannot be asked: not set up, off, and closed for the kind", async () => {
  const { section, unmount } = await openPage(withPanel());
  expect(await within(await section("Ask AI")).findByText(/AI is not set up/)).toBeInTheDocument();
  unmount();
  const off = withPanel(ready());
  off.provider.state.rules.on = false;
  const second = await openPage(off);
  expect(await within(await second.section("Ask AI")).findByText(/AI is switched off/)).toBeInTheDocument();
  second.unmount();
  const closed = withPanel(ready());
  closed.provider.state.rules.closed_kinds = ["deal"];
  const third = await openPage(closed);
  expect(
    await within(await third.section("Ask AI")).findByText(/Deals are closed to AI/),
  ).toBeInTheDocument();
});

it("is toggled by key, folds, is resized, and remembers all of it", async () => {
  const fake = withPanel();
  const { user, pane, section } = await openPage(fake);
  await user.click(
    within(await section("Similar records")).getByRole("button", { name: /^Similar records/ }),
  );
  within(pane).getByRole("separator", { name: "Width of the panel" }).focus();
  await user.keyboard("{ArrowLeft}");
  await waitFor(() => expect(fake.settings.panel).toEqual({ open: true, width: 336, folded: ["similar"] }));
  await user.keyboard("{Escape}");
  await waitFor(() => expect(pane).not.toBeInTheDocument());
  await waitFor(() => expect(fake.settings.panel.open).toBe(false));
  await user.keyboard("{Control>}.{/Control}");
  const again = await screen.findByRole("complementary", { name: /^Panel of/ });
  await waitFor(() => expect(again).toHaveFocus());
  await user.keyboard("{Shift>}M{/Shift}");
  await waitFor(() => expect(within(again).getByRole("button", { name: /^Similar records/ })).toHaveFocus());
  expect(within(again).getByRole("button", { name: /^Similar records/ })).toHaveAttribute(
    "aria-expanded",
    "true",
  );
});

it("offers a viewer nothing that writes", async () => {
  const fake = withPanel();
  fake.schema = {
    ...fake.schema,
    members: fake.schema.members.map((each) =>
      each.id === fake.schema.me ? { ...each, role: "viewer" } : each,
    ),
  };
  const { user, section } = await openPage(fake);
  const actions = await section("Suggested actions");
  const button = await within(actions).findByRole("button", { name: "Do it: Get back to them" });
  expect(button).toHaveAttribute("aria-disabled", "true");
  await user.click(button);
  expect(fake.called("suggestion_run")).toEqual([]);
  expect(within(actions).queryByRole("button", { name: /^Dismiss/ })).not.toBeInTheDocument();
});
