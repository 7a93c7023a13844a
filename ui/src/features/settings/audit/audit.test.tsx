import { screen, waitFor, within } from "@testing-library/react";
import { expect, it } from "vitest";
import { commandError, FakeWorkspace } from "@/test/fake-workspace";
import { expectAccessible, renderWindow } from "@/test/render";
import { sampleLog } from "@/test/sample-audit";
import { wordsOf } from "./audit-words";

async function open(rows: number, fake = new FakeWorkspace()) {
  fake.provider.log = sampleLog(rows);
  const view = renderWindow(fake, "/settings?section=audit");
  await screen.findByRole("heading", { name: "Audit log" });
  return view;
}

const rows = () => within(screen.getByRole("list", { name: "Rows of the log" })).getAllByRole("listitem");

it("says each row in words, the newest first", async () => {
  await open(9);
  await screen.findByText("Changed the provider");
  expect(rows()).toHaveLength(9);
  expect(rows()[0]).toHaveTextContent(/^You approved, and it was carried outupdate_entity/);
  expect(rows()[0]).toHaveTextContent(/Dana Brandt by the assistant in a conversation/);
  expect(rows()[8]).toHaveTextContent(/Dana Brandt in the settings/);
  await expectAccessible();
});

it("goes to older rows and back", async () => {
  const { fake, user } = await open(230);
  expect(await screen.findByText("131 to 230")).toBeInTheDocument();
  expect(screen.getByRole("button", { name: "Newer rows" })).toBeDisabled();
  await user.click(screen.getByRole("button", { name: "Older rows" }));
  expect(await screen.findByText("31 to 130")).toBeInTheDocument();
  await user.click(screen.getByRole("button", { name: "Older rows" }));
  expect(await screen.findByText("1 to 30")).toBeInTheDocument();
  expect(screen.getByRole("button", { name: "Older rows" })).toBeDisabled();
  expect(fake.called("audit_page").map(({ before }) => before)).toContain(31);
  await user.click(screen.getByRole("button", { name: "Newer rows" }));
  expect(await screen.findByText("31 to 130")).toBeInTheDocument();
});

it("shows rows of one sort or of one host", async () => {
  const { user } = await open(30);
  await screen.findByText("1 to 30");
  await user.click(screen.getByRole("combobox", { name: "What" }));
  await user.click(await screen.findByRole("option", { name: "Requests that left" }));
  await waitFor(() => expect(rows()).toHaveLength(5));
  await user.click(screen.getByRole("combobox", { name: "Host" }));
  await user.click(await screen.findByRole("option", { name: "api.anthropic.com" }));
  await waitFor(() => expect(rows()).toHaveLength(5));
  await user.click(screen.getByRole("combobox", { name: "What" }));
  await user.click(await screen.findByRole("option", { name: "Erasures" }));
  expect(await screen.findByText("None of these 30 rows is such a row.")).toBeInTheDocument();
});

it("shows what was sent when it is asked for, and says where it was erased", async () => {
  const { fake, user } = await open(9);
  await user.click(await screen.findByRole("button", { name: "Show the content of row 8" }));
  expect(await screen.findByRole("region", { name: "Content of row 8" })).toHaveTextContent('{ "row": 8 }');
  await expectAccessible();
  expect(screen.queryByRole("button", { name: "Show the content of row 2" }), "none is kept").toBeNull();
  fake.answer("audit_content", () => ({ content: null }));
  await user.click(screen.getByRole("button", { name: "Show the content of row 7" }));
  expect(await screen.findByText("Erased")).toBeInTheDocument();
});

it("checks the chain and says where it breaks", async () => {
  const { fake, user } = await open(9);
  await user.click(await screen.findByRole("button", { name: "Check the chain" }));
  expect(await screen.findByText(/The log is as it was written: 9 rows/)).toBeInTheDocument();
  fake.answer("audit_verify", () => ({
    rows: 4,
    broken_at: 5,
    message: "row 5 does not follow from the one before it: the log was changed from outside",
  }));
  await user.click(screen.getByRole("button", { name: "Check the chain" }));
  expect(await screen.findByRole("alert")).toHaveTextContent(/The log was changed at row 5/);
  await expectAccessible();
});

it("says what belongs here while there is nothing", async () => {
  await open(0);
  expect(await screen.findByText("Nothing is in the log yet")).toBeInTheDocument();
  await expectAccessible();
});

it("says why it cannot be read", async () => {
  const fake = new FakeWorkspace();
  fake.answer("audit_page", () => {
    throw commandError("denied", "only managers and administrators may read the log");
  });
  await open(3, fake);
  expect(await screen.findByRole("alert")).toHaveTextContent(/Only managers and administrators/);
});

it.each([
  ["tool_call", "deny", "denied", "Refused a tool: denied"],
  ["tool_call", "confirm", "nothing_to_do", "Asked for a change: nothing to do"],
  ["confirmation_ended", "stale", null, "Something changed before it was approved"],
  ["something_new", null, null, "something new"],
])("has words for %s %s", (action, decision, result, words) => {
  expect(wordsOf({ action, decision, result, objects: [] }).words).toBe(words);
});
