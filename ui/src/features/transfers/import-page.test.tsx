import { act, screen, waitFor, within } from "@testing-library/react";
import { expect, it } from "vitest";
import { checkSummary } from "@/test/fake-import";
import { FakeWorkspace, commandError } from "@/test/fake-workspace";
import { expectAccessible, renderWindow } from "@/test/render";

const page = () => within(screen.getByRole("region", { name: "Import" }));

async function chosen(fake?: FakeWorkspace) {
  const view = renderWindow(fake, "/import");
  await view.user.click(await screen.findByRole("button", { name: "Choose a file…" }));
  await screen.findByRole("heading", { name: "people.csv" });
  return view;
}

it("shows each column with its first values, the guessed field and how sure the guess is", async () => {
  await chosen();
  const row = screen.getByRole("row", { name: /Organization 1 - Name/ });
  expect(row).toHaveTextContent("<img onerror=alert(1)>");
  expect(row).toHaveTextContent("likely, 72 %");
  expect(within(row).getByRole("combobox")).toHaveTextContent("Company");
  expect(document.querySelector("td img"), "a cell is text and nothing else").toBeNull();
  await expectAccessible();
});

it("imports what was mapped by hand", async () => {
  const { fake, user } = await chosen();
  await user.click(screen.getByRole("combobox", { name: "Field for Fax" }));
  await user.click(await screen.findByRole("option", { name: "City" }));
  await user.click(screen.getByRole("button", { name: "Import 1,200 rows" }));
  await waitFor(() => expect(fake.called("import_start")).toHaveLength(1));
  expect(fake.called("import_start")[0]).toMatchObject({
    dry_run: false,
    duplicates: "skip",
    kind: "contact",
  });
  expect(fake.called("import_start")[0]?.mapping[4]).toEqual({ column: 4, field: "city", confidence: 100 });
});

it("checks first without writing, and lists the rows with problems", async () => {
  const { fake, user } = await chosen();
  await user.click(screen.getByRole("button", { name: "Check first" }));
  expect(await screen.findByText("What the import would do")).toBeInTheDocument();
  expect(fake.called("import_start")[0]?.dry_run).toBe(true);
  expect(screen.getByText(/“ada@” is no email address/)).toBeInTheDocument();
});

it("reads the file again when an option is changed", async () => {
  const { fake, user } = await chosen();
  await user.click(screen.getByRole("combobox", { name: "Separator" }));
  await user.click(await screen.findByRole("option", { name: "Tab" }));
  await waitFor(() => expect(fake.called("import_inspect").at(-1)?.options?.delimiter).toBe("\t"));
});

it("ends with what was done, the rows left out and one undo for all", async () => {
  const { fake, user } = await chosen();
  await user.click(screen.getByRole("button", { name: "Import 1,200 rows" }));
  await screen.findByRole("heading", { name: "Imported 1,180 contacts" });
  await user.click(screen.getByRole("button", { name: "Save the rows left out…" }));
  await waitFor(() =>
    expect(fake.called("rejects_save")).toEqual([{ id: 1, path: "/home/dana/people.csv" }]),
  );
  await user.click(screen.getByRole("button", { name: "Undo the import" }));
  await waitFor(() => expect(fake.called("undo")).toHaveLength(1));
  await expectAccessible();
});

it("keeps the focus on what each step is about", async () => {
  const { fake, user } = await chosen();
  expect(screen.getByRole("heading", { name: "people.csv" })).toHaveFocus();
  await user.click(screen.getByRole("button", { name: "Check first" }));
  expect(screen.getByRole("button", { name: /^Check/ }), "while it checks, too").toHaveFocus();
  await screen.findByText("What the import would do");
  fake.jobMillis = 60_000;
  await user.click(screen.getByRole("button", { name: "Import 1,200 rows" }));
  expect(await screen.findByRole("heading", { name: "Import contacts from people.csv" })).toHaveFocus();
  await user.tab();
  expect(page().getByRole("button", { name: "Cancel" }), "the next thing one can do").toHaveFocus();
  const summary = "imported 1,180 contacts";
  act(() => fake.endJob({ state: "finished", import: checkSummary(false), left_out: [], summary }));
  expect(await screen.findByRole("heading", { name: "Imported 1,180 contacts" })).toHaveFocus();
  await user.click(screen.getByRole("button", { name: "Undo the import" }));
  expect(screen.getByRole("button", { name: "Import undone" })).toHaveFocus();
  await user.click(screen.getByRole("button", { name: "Import another file" }));
  expect(await screen.findByRole("button", { name: "Choose a file…" })).toHaveFocus();
});

it("says with the focus that an import was stopped, and leaves a focus that is elsewhere", async () => {
  const fake = new FakeWorkspace();
  fake.jobMillis = 60_000;
  const { user } = await chosen(fake);
  await user.click(screen.getByRole("button", { name: "Import 1,200 rows" }));
  await user.click(await page().findByRole("button", { name: "Cancel" }));
  expect(await screen.findByRole("heading", { name: "The import was stopped" })).toHaveFocus();
  await user.click(screen.getByRole("button", { name: "Import another file" }));
  await user.click(await screen.findByRole("button", { name: "Choose a file…" }));
  await user.click(await screen.findByRole("button", { name: "Import 1,200 rows" }));
  await screen.findByRole("heading", { name: "Import contacts from people.csv" });
  const elsewhere = screen.getByRole("link", { name: "Settings" });
  act(() => elsewhere.focus());
  act(() => fake.endJob({ state: "failed", message: "the disk is full: make room" }));
  await screen.findByRole("heading", { name: "The import could not go on" });
  expect(elsewhere).toHaveFocus();
});

it("takes a dropped file and a pasted path", async () => {
  const { fake, user } = renderWindow(undefined, "/import?kind=deal");
  await user.type(await screen.findByRole("textbox", { name: "Or its path" }), '"/tmp/deals.csv"{Enter}');
  await waitFor(() =>
    expect(fake.called("import_inspect")[0]).toMatchObject({ path: "/tmp/deals.csv", kind: "deal" }),
  );
  await user.click(await screen.findByRole("button", { name: "Another file" }));
  await screen.findByText("Drop a CSV file here");
  act(() => fake.drop({ over: false, paths: ["/tmp/other.csv"] }));
  await waitFor(() => expect(fake.called("import_inspect").at(-1)?.path).toBe("/tmp/other.csv"));
});

it("says why a file cannot be read", async () => {
  const fake = new FakeWorkspace();
  fake.answer("import_inspect", () => {
    throw commandError("failed", "people.csv is a picture, not a table: export it as CSV");
  });
  const { user } = renderWindow(fake, "/import");
  await user.click(await screen.findByRole("button", { name: "Choose a file…" }));
  expect(await screen.findByRole("alert")).toHaveTextContent("export it as CSV");
});
