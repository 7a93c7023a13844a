import { screen, waitFor, within } from "@testing-library/react";
import { expect, it } from "vitest";
import { FakeWorkspace, commandError } from "@/test/fake-workspace";
import { expectAccessible, renderWindow } from "@/test/render";

async function page(address: string, fake?: FakeWorkspace) {
  const view = renderWindow(fake, address);
  await screen.findByRole("heading", { level: 1 });
  return view;
}

const entryOf = (text: RegExp) => screen.getByText(text).closest<HTMLElement>("[data-entry]")!;

it("edits a note where it stands by E, and gives the focus back to it", async () => {
  const { fake, user } = await page("/contacts/CON-1");
  entryOf(/She wants the offer/).focus();
  await user.keyboard("{ArrowDown}e");
  const field = await screen.findByRole("textbox", { name: "Text of the note" });
  expect(field).toHaveValue("Met at the fair.\nKnows the team at Fjordlys.");
  expect(field).toHaveFocus();
  await expectAccessible();
  await user.keyboard(" And sails.{Control>}{Enter}{/Control}");
  await waitFor(() =>
    expect(fake.called("note_update")).toEqual([
      { id: "n-4", text: "Met at the fair.\nKnows the team at Fjordlys. And sails." },
    ]),
  );
  await screen.findByText(/And sails/);
  await waitFor(() => expect(entryOf(/And sails/)).toHaveFocus());
});

it("leaves a note as it was on Esc, from its menu, too", async () => {
  const { fake, user } = await page("/contacts/CON-1");
  await user.click(screen.getByRole("button", { name: "Actions of this call" }));
  await user.click(await screen.findByRole("menuitem", { name: /Edit the text/ }));
  const field = await screen.findByRole("textbox", { name: "Text of the call" });
  await waitFor(() => expect(field).toHaveFocus());
  await user.keyboard("xxx{Escape}");
  await waitFor(() => expect(field).not.toBeInTheDocument());
  expect(fake.called("note_update")).toEqual([]);
  await waitFor(() => expect(entryOf(/She wants the offer/)).toHaveFocus());
});

it("keeps what was typed when it is refused, and takes no empty text", async () => {
  const fake = new FakeWorkspace();
  fake.answer("note_update", () => {
    throw commandError("failed", "the disk is full: free some room");
  });
  const { user } = await page("/contacts/CON-1", fake);
  entryOf(/She wants the offer/).focus();
  await user.keyboard("e");
  const field = await screen.findByRole("textbox", { name: "Text of the call" });
  await user.clear(field);
  await user.click(screen.getByRole("button", { name: "Save" }));
  expect(await screen.findByRole("alert")).toHaveTextContent("Write something");
  await user.type(field, "Other words");
  await user.click(screen.getByRole("button", { name: "Save" }));
  expect(await screen.findByRole("alert")).toHaveTextContent("free some room");
  expect(field).toHaveValue("Other words");
});

it("lets the team's words be edited, and what the requester was sent stay", async () => {
  const { user } = await page("/tickets/TIC-1");
  const sent = entryOf(/We see it and are on it/);
  sent.focus();
  await user.keyboard("e");
  expect(within(sent).queryByRole("textbox")).not.toBeInTheDocument();
  expect(await screen.findByRole("textbox", { name: "Title" }), "E is the page's there").toBeInTheDocument();
  await user.keyboard("{Escape}");
  entryOf(/The job ran on both servers/).focus();
  await user.keyboard("e");
  expect(await screen.findByRole("textbox", { name: /^Text of the internal message/ })).toBeInTheDocument();
});
