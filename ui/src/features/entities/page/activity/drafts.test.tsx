import { act, cleanup, screen, waitFor } from "@testing-library/react";
import { expect, it } from "vitest";
import { FakeWorkspace, WORKSPACE, commandError } from "@/test/fake-workspace";
import { members } from "@/test/schema";
import { renderWindow } from "@/test/render";
import { readDraft, writtenDraft } from "./drafts";

async function composer(fake: FakeWorkspace) {
  const view = renderWindow(fake, "/contacts/CON-3");
  return { ...view, field: await screen.findByRole("textbox", { name: /^Write: / }) };
}

it("brings back what was begun when the window was closed, with what it was and on whom", async () => {
  const fake = new FakeWorkspace();
  const { user, field } = await composer(fake);
  await user.click(screen.getByRole("button", { name: "What it is: Note" }));
  await user.click(await screen.findByRole("menuitem", { name: "Call" }));
  await user.type(field, "Half a tho");
  window.dispatchEvent(new Event("pagehide"));
  await waitFor(() => expect(fake.drafts.map(({ key }) => key)).toEqual(["note:contact-3"]));
  cleanup();
  await composer(fake);
  expect(await screen.findByDisplayValue("Half a tho")).toHaveAccessibleName("Write: Call");
});

it("keeps a text once it rests, not with every letter, and forgets it when it is added", async () => {
  const fake = new FakeWorkspace();
  const { user, field } = await composer(fake);
  await user.type(field, "They sign on Friday");
  await waitFor(() => expect(fake.drafts).toHaveLength(1));
  expect(fake.called("draft_save").length, "fewer than letters").toBeLessThan(19);
  await user.keyboard("{Control>}{Enter}{/Control}");
  await waitFor(() => expect(fake.drafts).toEqual([]));
});

it("lets nothing of one workspace into another", async () => {
  const fake = new FakeWorkspace();
  const { user, field } = await composer(fake);
  await user.type(field, "Only here");
  await waitFor(() => expect(fake.drafts).toHaveLength(1));
  fake.drafts = [];
  act(() => fake.enter({ phase: "ready", workspace: { ...WORKSPACE, path: "/elsewhere" }, me: members[0]! }));
  await waitFor(() => expect(fake.called("draft_list")).toHaveLength(2));
  await waitFor(() => expect(screen.getByRole("textbox", { name: "Write: Note" })).toHaveValue(""));
});

it("says once that drafts cannot be kept, and goes on", async () => {
  const fake = new FakeWorkspace();
  fake.answer("draft_save", () => {
    throw commandError("failed", "the disk is full: free some room");
  });
  const { user, field } = await composer(fake);
  await user.type(field, "One");
  const said = await screen.findAllByText("The disk is full: free some room");
  await user.type(field, " two");
  await waitFor(() => expect(fake.called("draft_save").length).toBeGreaterThan(1));
  expect(screen.getAllByText("The disk is full: free some room")).toHaveLength(said.length);
  expect(field).toHaveValue("One two");
});

it("reads a text that was kept by itself, and keeps nothing of nothing", () => {
  expect(readDraft("plain words", "note")).toEqual({ kind: "note", text: "plain words", alsoOn: [] });
  expect(readDraft('{"a":1}', "note").text).toBe('{"a":1}');
  expect(writtenDraft({ kind: "note", text: "", alsoOn: [] }, "note")).toBe("");
  const draft = { kind: "call" as const, text: "x", alsoOn: [] };
  expect(readDraft(writtenDraft(draft, "note"), "note")).toEqual(draft);
});
