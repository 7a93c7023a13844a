import { screen, waitFor, within } from "@testing-library/react";
import { expect, it } from "vitest";
import { FakeWorkspace, commandError } from "@/test/fake-workspace";
import { sampleEntities } from "@/test/sample";
import { expectAccessible, renderWindow } from "@/test/render";

const grid = () => screen.findByRole("grid", { name: "Deals" });
const rows = async () =>
  within(await grid())
    .getAllByRole("row")
    .slice(1);
const current = async () =>
  document.getElementById((await grid()).getAttribute("aria-activedescendant") ?? "");

async function deals(fake?: FakeWorkspace) {
  const view = renderWindow(fake, "/deals");
  await screen.findByText("Kranich Optik renewal");
  return view;
}

it("lists a kind by its declared columns", async () => {
  await deals();
  const heads = within(await grid())
    .getAllByRole("columnheader")
    .map((head) => head.textContent);
  expect(heads.slice(1)).toEqual([
    "Deal",
    "Company",
    "Stage",
    "Amount",
    "Close date",
    "Next step",
    "Owner",
    "Changed",
  ]);
  expect((await rows())[0]).toHaveTextContent("EUR 12,000");
});

it("moves by J and K and opens by Enter, and Esc comes back to the same row", async () => {
  const { user } = await deals();
  await user.keyboard("jjk");
  expect(await current()).toHaveTextContent("Hailan pilot");
  await user.keyboard("{Enter}");
  await screen.findByRole("heading", { level: 1, name: "Hailan pilot" });
  await user.keyboard("{Escape}");
  await waitFor(async () => expect(await current()).toHaveTextContent("Hailan pilot"));
});

it("selects by X, a range by shift, and moves the selection to the trash with a way back", async () => {
  const { fake, user } = await deals();
  await user.keyboard("x{Shift>}{ArrowDown}{/Shift}");
  expect(screen.getByRole("toolbar", { name: "Chosen rows" })).toHaveTextContent("2 rows chosen");
  await user.keyboard("{Delete}");
  await waitFor(() => expect(screen.queryByText("Hailan pilot")).toBeNull());
  expect(fake.find("DEAL-1").deleted_at).not.toBeNull();
  await user.click(await screen.findByRole("button", { name: "Undo" }));
  await screen.findByText("Hailan pilot");
  expect(fake.find("DEAL-1").deleted_at).toBeNull();
});

it("clears the selection by Esc before anything else", async () => {
  const { user } = await deals();
  await user.keyboard("x{Escape}");
  expect(screen.queryByRole("toolbar", { name: "Chosen rows" })).toBeNull();
});

it("sorts by a column's head, downwards on the second press", async () => {
  const { user } = await deals();
  const head = screen.getByRole("button", { name: "Amount" });
  await user.click(head);
  await waitFor(async () => expect((await rows())[0]).toHaveTextContent("USD 8,900.50"));
  await user.click(screen.getByRole("button", { name: "Amount" }));
  await waitFor(async () => expect((await rows())[0]).toHaveTextContent("EUR 72,500"));
  expect(screen.getByRole("columnheader", { name: "Amount" })).toHaveAttribute("aria-sort", "descending");
});

it("filters by / in the query language and says what it does not understand", async () => {
  const { user } = await deals();
  await user.keyboard("/");
  const field = screen.getByRole("searchbox", { name: "Filter deals" });
  expect(field).toHaveFocus();
  await user.type(field, "owner:me ");
  await waitFor(async () => expect(await rows()).toHaveLength(1));
  await user.clear(field);
  await user.type(field, "stage:nope ");
  expect(await screen.findByRole("alert")).toHaveTextContent("use qualification");
});

it("stays in the filter when Enter finds no rows, says which keys help, and goes to the rows when there are some", async () => {
  const { user } = await deals();
  await user.keyboard("/nothing{Enter}");
  const field = screen.getByRole("searchbox", { name: "Filter deals" });
  await screen.findByRole("heading", { name: "No deals match" });
  expect(screen.getByText(/to clear the filter/)).toHaveTextContent(
    /Press Esc to clear the filter, \/ to change it/,
  );
  expect(field, "what is typed next corrects it").toHaveFocus();
  await user.keyboard("{Escape}");
  expect(await rows()).toHaveLength(4);
  expect(field).toHaveValue("");
  await user.keyboard("hailan{Enter}");
  await waitFor(async () => expect(await grid()).toHaveFocus());
  expect(await rows()).toHaveLength(1);
});

it("clears a filter without rows by Esc from the page, too", async () => {
  const { user } = renderWindow(undefined, "/deals?filter=nothing");
  await screen.findByRole("heading", { name: "No deals match" });
  await user.keyboard("{Escape}");
  await screen.findByText("Kranich Optik renewal");
  await waitFor(async () => expect(await grid()).toHaveFocus());
});

it("shows the trash and restores from it", async () => {
  const { fake, user } = await deals();
  await user.keyboard("{Delete}");
  await waitFor(() => expect(fake.find("DEAL-1").deleted_at).not.toBeNull());
  await user.click(screen.getByRole("radio", { name: "Trash" }));
  await screen.findByText("Kranich Optik renewal");
  await user.keyboard("x");
  await user.click(await screen.findByRole("button", { name: "Restore" }));
  await screen.findByText("The trash is empty");
  expect(fake.find("DEAL-1").deleted_at).toBeNull();
});

it("peeks by Space, and the pane follows the rows", async () => {
  const { user } = await deals();
  await user.keyboard(" ");
  expect(await screen.findByRole("complementary", { name: "DEAL-1 beside" })).toBeInTheDocument();
  await user.keyboard("j");
  expect(await screen.findByRole("complementary", { name: "DEAL-2 beside" })).toBeInTheDocument();
  await user.keyboard(" ");
  await waitFor(() => expect(screen.queryByRole("complementary", { name: "DEAL-2 beside" })).toBeNull());
});

it("renders no more rows than are in sight of a long list", async () => {
  renderWindow(new FakeWorkspace(sampleEntities(5000)), "/tickets");
  await screen.findByText("Invoices arrive twice");
  const list = screen.getByRole("grid", { name: "Tickets" });
  expect(list).toHaveAttribute("aria-rowcount", "5003");
  expect(within(list).getAllByRole("row").length).toBeLessThanOrEqual(60);
});

it("says what belongs in an empty list and offers the first step", async () => {
  const { user } = renderWindow(new FakeWorkspace([]), "/deals");
  await screen.findByText("No deals yet");
  await user.click(screen.getAllByRole("button", { name: "Create deal" }).at(-1)!);
  expect(await screen.findByRole("dialog", { name: "New deal" })).toBeInTheDocument();
});

it("says what failed and asks again when told to", async () => {
  const fake = new FakeWorkspace();
  fake.answer("entity_list", () => {
    throw commandError("failed", "the disk is full: make room");
  });
  const { user } = renderWindow(fake, "/deals");
  await screen.findByText("The disk is full: make room");
  fake.answer("entity_list", () => ({ entities: [fake.find("DEAL-1")], total: 1, issues: [], titles: [] }));
  await user.click(screen.getByRole("button", { name: "Try again" }));
  await screen.findByText("Kranich Optik renewal");
});

it("can be used with a screen reader", async () => {
  const { user } = await deals();
  await user.keyboard("x");
  await expectAccessible();
});

it("has a menu on each row, by a right click and by key, that leads to the panel and acts on what is chosen", async () => {
  const { user } = await deals();
  const row = (await rows())[1] as HTMLElement;
  await user.pointer({ keys: "[MouseRight]", target: within(row).getByText("Hailan pilot") });
  const menu = await screen.findByRole("menu", { name: /^Actions for DEAL-\d+$/ });
  expect(await current()).toHaveTextContent("Hailan pilot");
  expect(within(menu).getByRole("menuitem", { name: /^Change the stage/ })).toBeInTheDocument();
  expect(within(menu).queryByRole("menuitem", { name: /Ask AI/ }), "AI is not set up").toBeNull();
  await expectAccessible();
  await user.keyboard("{Escape}");
  await waitFor(() => expect(menu).not.toBeInTheDocument());
  expect(await grid()).toHaveFocus();

  await user.keyboard("x{Shift>}{ArrowDown}{F10}{/Shift}");
  const many = await screen.findByRole("menu", { name: "Actions for 2 deals" });
  expect(within(many).queryByRole("menuitem", { name: /similar/i }), "of one alone").toBeNull();
  await user.click(within(many).getByRole("menuitem", { name: /trash/ }));
  await waitFor(() => expect(screen.queryByText("Hailan pilot")).toBeNull());
  expect(screen.getByText("Kranich Optik renewal"), "it was not chosen").toBeInTheDocument();

  await user.keyboard("{Shift>}{F10}{/Shift}");
  const one = await screen.findByRole("menu", { name: /^Actions for DEAL/ });
  await user.click(within(one).getByRole("menuitem", { name: /similar records/i }));
  await screen.findByRole("heading", { level: 1 });
  const similar = await screen.findByRole("region", { name: "Similar records" });
  await waitFor(() =>
    expect(within(similar).getByRole("button", { name: /^Similar records/ })).toHaveFocus(),
  );
});
