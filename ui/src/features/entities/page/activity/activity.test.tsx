import { screen, waitFor, within } from "@testing-library/react";
import { expect, it } from "vitest";
import { FakeWorkspace } from "@/test/fake-workspace";
import { expectAccessible, renderWindow } from "@/test/render";
import { NOW } from "@/test/sample";

async function page(address: string, fake?: FakeWorkspace) {
  const view = renderWindow(fake, address);
  await screen.findByRole("heading", { level: 1 });
  return view;
}

it("answers the requester by R and writes to the team by I, and lets no text move from one to the other", async () => {
  const { fake, user } = await page("/tickets/TIC-1");
  await user.keyboard("i");
  const internal = await screen.findByRole("textbox", { name: /only your team sees this/i });
  await waitFor(() => expect(internal).toHaveFocus());
  expect(screen.getByText("Only your team sees this")).toBeInTheDocument();
  await user.keyboard("They will leave us{Escape}r");
  const reply = await screen.findByRole("textbox", { name: /goes to the requester/i });
  await waitFor(() => expect(reply).toHaveFocus());
  expect(reply, "what was begun for the team stays with the team").toHaveValue("");
  expect(screen.getByText("Goes to the requester")).toBeInTheDocument();
  expect(screen.getByText(/kept here until sending mail is set up/)).toBeInTheDocument();
  expect(screen.getByRole("tab", { name: /Internal.*draft/ })).toBeInTheDocument();
  await expectAccessible();
  await user.keyboard("We look at it.{Control>}{Enter}{/Control}");
  await waitFor(() =>
    expect(fake.called("note_add")).toEqual([
      { ids: ["ticket-1"], entry: "public_message", text: "We look at it." },
    ]),
  );
  await user.click(screen.getByRole("tab", { name: /Internal/ }));
  await user.click(await screen.findByRole("button", { name: "Add for the team" }));
  await waitFor(() =>
    expect(fake.called("note_add")[1]).toEqual({
      ids: ["ticket-1"],
      entry: "internal_message",
      text: "They will leave us",
    }),
  );
});

it("keeps what was begun when the page is left, and for its entity only", async () => {
  const { user } = await page("/contacts/CON-3");
  await user.keyboard("n");
  await user.keyboard("Half a tho{Escape}");
  await user.keyboard("gd");
  await user.click(await screen.findByText("Hailan pilot"));
  await screen.findByRole("heading", { level: 1, name: "Hailan pilot" });
  expect(screen.getByRole("textbox", { name: "Write: Note" })).toHaveValue("");
  window.location.hash = "/contacts/CON-3";
  await screen.findByRole("heading", { level: 1, name: "Søren Østergård" });
  expect(screen.getByRole("textbox", { name: "Write: Note" })).toHaveValue("Half a tho");
});

it("writes a call on two entities at once", async () => {
  const { fake, user } = await page("/contacts/CON-1");
  await user.click(screen.getByRole("button", { name: "What it is: Note" }));
  await user.click(await screen.findByRole("menuitem", { name: "Call" }));
  await user.click(screen.getByRole("button", { name: "Also on" }));
  await user.type(await screen.findByRole("combobox", { name: "Also on" }), "renewal");
  await user.click(await screen.findByRole("option", { name: /Kranich Optik renewal/ }));
  await user.type(screen.getByRole("textbox", { name: "Write: Call" }), "They sign on Friday");
  await user.keyboard("{Control>}{Enter}{/Control}");
  await waitFor(() =>
    expect(fake.called("note_add")).toEqual([
      { ids: ["contact-1", "deal-1"], entry: "call", text: "They sign on Friday" },
    ]),
  );
});

it("narrows the timeline, and shows long ones in portions", async () => {
  const fake = new FakeWorkspace();
  const actor = { actor: "member" as const, member: "m-dana" };
  fake.timeline["contact-1"] = Array.from({ length: 34 }, (_, index) => ({
    id: `n-${index}`,
    entry: index === 33 ? ("call" as const) : ("note" as const),
    text: `Entry ${index}`,
    actor,
    at: NOW - index * 60_000,
    also_on: [],
    scorecard: null,
  }));
  const { user } = await page("/contacts/CON-1", fake);
  const activity = screen.getByRole("region", { name: "Activity" });
  expect(within(activity).queryByText("Entry 33")).not.toBeInTheDocument();
  await user.click(await within(activity).findByRole("button", { name: "Show 4 more of 4" }));
  expect(within(activity).getByText("Entry 33")).toBeInTheDocument();
  await user.click(within(activity).getByRole("radio", { name: "Calls, meetings" }));
  expect(within(activity).getAllByRole("listitem")).toHaveLength(1);
});
