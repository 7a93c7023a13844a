import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import { expect, it, vi } from "vitest";
import { FakeWorkspace } from "@/test/fake-workspace";
import { expectAccessible, renderWindow } from "@/test/render";

const VIEW = {
  id: "v-1",
  kind: "deal" as const,
  name: "In negotiation",
  layout: "list" as const,
  filter: "stage:negotiation",
  sort: [{ key: "amount", descending: true }],
  columns: [{ key: "amount", width: 140 }],
  pinned: true,
};

const heads = () => screen.getAllByRole("columnheader").map((head) => head.textContent);

async function deals(fake = new FakeWorkspace()) {
  const view = renderWindow(fake, "/deals");
  await screen.findByText("Kranich Optik renewal");
  return view;
}

it("adds, moves and widens a column by keys, and remembers it for the kind", async () => {
  const { fake, user } = await deals();
  await user.click(screen.getByRole("button", { name: "Columns" }));
  const list = await screen.findByRole("listbox", { name: "Columns of the list" });
  await expectAccessible();
  list.focus();
  await user.keyboard("{ArrowDown}{Alt>}{ArrowUp}{/Alt}{ArrowRight}");
  expect(heads().slice(1, 4), "the stage before the company").toEqual(["Deal", "Stage", "Company"]);
  await user.keyboard("{ArrowDown}{ }");
  expect(heads()).not.toContain("Company");
  await user.click(within(list).getByRole("option", { name: "Lost reason" }));
  expect(heads()).toContain("Lost reason");
  await waitFor(() => expect(fake.views[0]?.columns.at(-1)?.key).toBe("lost_reason"));
  expect(fake.views).toHaveLength(1);
  const [plain] = fake.views;
  expect(plain).toMatchObject({ kind: "deal", name: null, layout: "list" });
  expect(plain?.columns).toContainEqual({ key: "stage", width: 124 });
  await user.click(screen.getByRole("button", { name: "Reset" }));
  expect(heads()).toContain("Company");
});

it("moves a column by dragging its head, and makes it wider by its edge", async () => {
  const { fake } = await deals();
  const places = [...document.querySelectorAll<HTMLElement>("[role=columnheader][data-reorder]")];
  for (const [index, head] of places.entries()) {
    vi.spyOn(head, "getBoundingClientRect").mockReturnValue(new DOMRect(300 + index * 100, 0, 100, 32));
  }
  const amount = screen.getByRole("columnheader", { name: "Amount" });
  fireEvent.pointerDown(amount, { button: 0, clientX: 550 });
  fireEvent.pointerMove(window, { clientX: 500 });
  fireEvent.pointerMove(window, { clientX: 320 });
  fireEvent.pointerUp(window, { clientX: 320 });
  await waitFor(() => expect(heads().slice(1, 4)).toEqual(["Deal", "Amount", "Company"]));

  const head = screen.getByRole("columnheader", { name: "Amount" });
  vi.spyOn(head, "offsetWidth", "get").mockReturnValue(120);
  fireEvent.pointerDown(head.querySelector("[data-edge]")!, { button: 0, clientX: 400 });
  fireEvent.pointerMove(window, { clientX: 440 });
  fireEvent.pointerUp(window);
  await waitFor(() => expect(fake.views[0]?.columns[1]).toEqual({ key: "amount", width: 160 }));
});

it("sorts by a second column with shift, and shows which comes first", async () => {
  const { fake, user } = await deals();
  await user.click(screen.getByRole("button", { name: "Stage" }));
  await user.keyboard("{Shift>}");
  await user.click(screen.getByRole("button", { name: "Amount" }));
  await user.keyboard("{/Shift}");
  expect(await screen.findByRole("button", { name: "Amount, sorted upwards, number 2" })).toBeInTheDocument();
  const both = [
    { key: "stage", descending: false },
    { key: "amount", descending: false },
  ];
  await waitFor(() => expect(fake.called("entity_list").at(-1)?.sort).toEqual(both));
  await waitFor(() => expect(fake.views[0]?.sort).toEqual(both));
});

it("opens a kind as it was last looked at", async () => {
  const fake = new FakeWorkspace();
  fake.views = [{ ...VIEW, id: "v-0", name: null, filter: "", pinned: false }];
  await deals(fake);
  expect(heads().slice(1)).toEqual(["Deal", "Amount"]);
  expect(fake.called("entity_list")[0]?.sort).toEqual(VIEW.sort);
});

it("saves a view, pins it in the sidebar, and opens it by command", async () => {
  const { fake, user } = await deals();
  await user.keyboard("/");
  await user.type(screen.getByRole("searchbox"), "stage:won ");
  await waitFor(() => expect(screen.queryByText("Hailan pilot")).toBeNull());
  await user.click(screen.getByRole("button", { name: "Deals: views" }));
  await user.click(await screen.findByRole("menuitem", { name: "Save as a view…" }));
  const dialog = await screen.findByRole("dialog", { name: "Save as a view" });
  await user.type(within(dialog).getByRole("textbox", { name: "Name" }), "Won ones{Enter}");
  const pinned = await screen.findByRole("link", { name: "Won ones" });
  expect(fake.views).toMatchObject([{ name: "Won ones", filter: "stage:won", pinned: true, kind: "deal" }]);
  expect(pinned).toHaveAttribute("aria-current", "page");
  await user.click(screen.getByRole("link", { name: "Contacts" }));
  await screen.findByText("Anneliese Brückner");
  await user.keyboard("{Control>}k{/Control}");
  await user.type(await screen.findByRole("combobox", { name: "Search everything" }), ">won ones");
  await screen.findByRole("option", { name: /Open view: Won ones/ });
  await user.keyboard("{Enter}");
  expect(await screen.findByText("Sarita expansion")).toBeInTheDocument();
  expect(screen.queryByText("Hailan pilot")).toBeNull();
});

it("says when a view is looked at otherwise, updates it, and deletes it with a way back", async () => {
  const fake = new FakeWorkspace();
  fake.views = [VIEW];
  const { user } = renderWindow(fake, "/deals?view=v-1");
  await screen.findByText("Hailan pilot");
  expect(screen.queryByRole("button", { name: "Update" })).toBeNull();
  await user.click(screen.getByRole("button", { name: "Amount" }));
  await user.click(await screen.findByRole("button", { name: "Update" }));
  await waitFor(() => expect(fake.views[0]?.sort).toEqual([]));
  await waitFor(() => expect(screen.queryByRole("button", { name: "Update" })).toBeNull());
  await user.click(screen.getByRole("button", { name: "In negotiation: views" }));
  await user.click(await screen.findByRole("menuitem", { name: "Delete the view" }));
  await waitFor(() => expect(fake.views).toEqual([]));
  await user.click(await screen.findByRole("button", { name: "Undo" }));
  await waitFor(() => expect(fake.views).toHaveLength(1));
});

it("comes back from an entity to the view that led there", async () => {
  const fake = new FakeWorkspace();
  fake.views = [VIEW];
  const { user } = renderWindow(fake, "/deals?view=v-1");
  await screen.findByText("Hailan pilot");
  await user.keyboard("{Enter}");
  await screen.findByRole("heading", { level: 1, name: "Hailan pilot" });
  await user.keyboard("{Escape}");
  expect(await screen.findByRole("button", { name: "In negotiation: views" })).toBeInTheDocument();
  expect(heads().slice(1)).toEqual(["Deal", "Amount"]);
});

it("orders pinned views by keys", async () => {
  const fake = new FakeWorkspace();
  fake.views = [VIEW, { ...VIEW, id: "v-2", name: "Other" }];
  const { user } = await deals(fake);
  screen.getByRole("link", { name: "Other" }).focus();
  await user.keyboard("{Alt>}{ArrowUp}{/Alt}");
  await waitFor(() => expect(fake.called("view_order")).toEqual([{ ids: ["v-2", "v-1"] }]));
});

it("writes a condition into the filter from what the kind declares", async () => {
  const { user } = await deals();
  await user.keyboard("f");
  const values = await screen.findByRole("list", { name: "Values" });
  await expectAccessible();
  await user.click(within(values).getByRole("checkbox", { name: "Negotiation" }));
  await user.click(screen.getByRole("button", { name: "Add" }));
  await waitFor(() => expect(screen.queryByText("Kranich Optik renewal")).toBeNull());
  expect(screen.getByRole("searchbox", { name: "Filter deals" })).toHaveValue("stage:negotiation");
});

it("exports the columns as they are shown, or all fields", async () => {
  const fake = new FakeWorkspace();
  fake.views = [VIEW];
  const { user } = renderWindow(fake, "/deals?view=v-1");
  await screen.findByText("Hailan pilot");
  await user.click(screen.getByRole("button", { name: "More for this list" }));
  await user.click(await screen.findByRole("menuitem", { name: "Export the columns as shown" }));
  await waitFor(() =>
    expect(fake.called("export_start")[0]).toMatchObject({
      filter: "stage:negotiation",
      columns: ["name", "amount"],
    }),
  );
  await user.click(screen.getByRole("button", { name: "More for this list" }));
  await user.click(await screen.findByRole("menuitem", { name: "Export all fields" }));
  await waitFor(() => expect(fake.called("export_start")[1]).toMatchObject({ columns: null }));
});
