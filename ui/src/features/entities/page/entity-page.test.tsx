import { screen, waitFor, within } from "@testing-library/react";
import { expect, it } from "vitest";
import { FakeWorkspace, commandError } from "@/test/fake-workspace";
import { expectAccessible, renderWindow } from "@/test/render";

async function page(address: string, fake?: FakeWorkspace) {
  const view = renderWindow(fake, address);
  await screen.findByRole("heading", { level: 1 });
  return view;
}

const value = (key: string) => document.querySelector<HTMLElement>(`[data-edit="${key}"]`)!;

it("edits a text where it stands: Enter saves, and the focus comes back", async () => {
  const { fake, user } = await page("/deals/DEAL-1");
  await user.click(value("next_step"));
  const field = screen.getByRole("textbox", { name: "Next step" });
  await user.clear(field);
  await user.type(field, "Call on Monday{Enter}");
  await waitFor(() => expect(fake.find("DEAL-1").fields["next_step"]).toBe("Call on Monday"));
  await waitFor(() => expect(value("next_step")).toHaveFocus());
});

it("leaves everything as it was on Esc", async () => {
  const { fake, user } = await page("/deals/DEAL-1");
  await user.click(value("next_step"));
  await user.type(screen.getByRole("textbox", { name: "Next step" }), "xxx{Escape}");
  expect(fake.called("entity_update")).toEqual([]);
  expect(value("next_step")).toHaveTextContent("Send the revised offer");
});

it("edits money, dates and several emails as people write them", async () => {
  const { fake, user } = await page("/deals/DEAL-1");
  await user.click(value("amount"));
  const amount = screen.getByRole("textbox", { name: "Amount" });
  await user.clear(amount);
  await user.type(amount, "15.5k{Enter}");
  await waitFor(() =>
    expect(fake.find("DEAL-1").fields["amount"]).toEqual({ minor: 1_550_000, currency: "EUR" }),
  );
  await user.click(value("close_date"));
  const date = screen.getByRole("textbox", { name: "Close date" });
  await user.clear(date);
  await user.type(date, "24/12/2026{Enter}");
  await waitFor(() => expect(fake.find("DEAL-1").fields["close_date"]).toBe("2026-12-24"));
});

it("says at the field why a value was refused, and keeps what was typed", async () => {
  const { user } = await page("/tickets/TIC-1");
  await user.click(value("requester"));
  const field = screen.getByRole("textbox", { name: "Requester" });
  await user.clear(field);
  await user.type(field, "nobody{Enter}");
  expect(await screen.findByRole("alert")).toHaveTextContent("write name@company.com");
  expect(screen.getByRole("textbox", { name: "Requester" })).toHaveValue("nobody");
});

it("shows both values when somebody else was faster, and overwrites only when told to", async () => {
  const { fake, user } = await page("/deals/DEAL-1");
  await user.click(value("next_step"));
  const field = screen.getByRole("textbox", { name: "Next step" });
  const now = fake.find("DEAL-1");
  fake.entities = fake.entities.map((each) =>
    each.id === now.id ? { ...now, revision: 2, fields: { ...now.fields, next_step: "Theirs" } } : each,
  );
  await user.clear(field);
  await user.type(field, "Mine{Enter}");
  expect(await screen.findByText(/It is now “Theirs”; you wrote “Mine”/)).toBeInTheDocument();
  expect(fake.find("DEAL-1").fields["next_step"]).toBe("Theirs");
  await user.click(screen.getByRole("button", { name: "Keep mine" }));
  await waitFor(() => expect(fake.find("DEAL-1").fields["next_step"]).toBe("Mine"));
});

it("moves to a stage by one press, and asks first for what the stage requires", async () => {
  const { fake, user } = await page("/deals/DEAL-1");
  await user.click(screen.getByRole("radio", { name: "Negotiation" }));
  await waitFor(() => expect(fake.find("DEAL-1").fields["stage"]).toBe("negotiation"));
  await user.click(screen.getByRole("radio", { name: "Lost" }));
  const dialog = await screen.findByRole("dialog", { name: "Move to Lost" });
  expect(fake.find("DEAL-1").fields["stage"], "nothing moves before the answer").toBe("negotiation");
  await user.click(within(dialog).getByRole("combobox", { name: /Lost reason/ }));
  await user.click(await screen.findByRole("option", { name: "Price" }));
  await user.click(within(dialog).getByRole("button", { name: "Move to Lost" }));
  await waitFor(() =>
    expect(fake.find("DEAL-1").fields).toMatchObject({ stage: "lost", lost_reason: "price" }),
  );
});

it("undoes and does again by key, and says what", async () => {
  const { fake, user } = await page("/deals/DEAL-1");
  await user.click(screen.getByRole("radio", { name: "Negotiation" }));
  await waitFor(() => expect(fake.find("DEAL-1").fields["stage"]).toBe("negotiation"));
  (document.activeElement as HTMLElement).blur();
  await user.keyboard("{Control>}z{/Control}");
  await waitFor(() => expect(fake.find("DEAL-1").fields["stage"]).toBe("proposal"));
  expect(await screen.findByText(/Undid: moved to Negotiation/)).toBeInTheDocument();
  await user.keyboard("{Control>}{Shift>}z{/Shift}{/Control}");
  await waitFor(() => expect(fake.find("DEAL-1").fields["stage"]).toBe("negotiation"));
});

it("adds a note by N", async () => {
  const { fake, user } = await page("/contacts/CON-1");
  await user.keyboard("n");
  await user.keyboard("She is in Lisbon until May.{Control>}{Enter}{/Control}");
  await waitFor(() =>
    expect(fake.called("note_add")).toEqual([
      { ids: ["contact-1"], entry: "note", text: "She is in Lisbon until May." },
    ]),
  );
  expect(await screen.findByText("She is in Lisbon until May.")).toBeInTheDocument();
});

it("names messages that only the team sees apart from those to the requester", async () => {
  await page("/tickets/TIC-1");
  expect(await screen.findByText("Internal message, for the team only")).toBeInTheDocument();
  expect(screen.getByText("Message to the requester")).toBeInTheDocument();
});

it("shows who changed which field from what to what among what was written", async () => {
  const { user } = await page("/deals/DEAL-1");
  await user.click(screen.getByRole("radio", { name: "Negotiation" }));
  const activity = screen.getByRole("region", { name: "Activity" });
  const line = await within(activity).findByText("Stage:");
  expect(line.parentElement).toHaveTextContent(/Stage: .*Proposal.*Negotiation/);
  expect(line.closest("li")).toHaveTextContent("Dana Brandt");
});

it("shows the history of the field in focus by H", async () => {
  const { user } = await page("/deals/DEAL-1");
  await user.click(value("next_step"));
  const field = screen.getByRole("textbox", { name: "Next step" });
  await user.clear(field);
  await user.type(field, "Call on Monday{Enter}");
  await waitFor(() => expect(value("next_step")).toHaveFocus());
  await user.keyboard("h");
  const history = await screen.findByRole("dialog", { name: "History of Next step" });
  await waitFor(() =>
    expect(history).toHaveTextContent(/Send the revised offer.*Call on Monday.*Dana Brandt/),
  );
  await expectAccessible();
});

it("links to another entity found by search", async () => {
  const { fake, user } = await page("/deals/DEAL-3");
  await user.click(screen.getByRole("button", { name: "Link to another entity" }));
  await user.type(await screen.findByRole("combobox", { name: "Linked to" }), "Søren");
  await user.click(await screen.findByRole("option", { name: /Søren/ }));
  await user.click(screen.getByRole("button", { name: "Link" }));
  await waitFor(() =>
    expect(fake.called("link_add")).toEqual([{ from: "deal-3", to: "contact-3", role: "related" }]),
  );
});

it("deletes for good only with the reference typed", async () => {
  const fake = new FakeWorkspace();
  fake.entities = fake.entities.map((each) =>
    each.reference === "DEAL-3" ? { ...each, deleted_at: 1 } : each,
  );
  const { user } = await page("/deals/DEAL-3", fake);
  await user.click(screen.getByRole("button", { name: "More actions" }));
  await user.click(await screen.findByRole("menuitem", { name: "Delete for good…" }));
  const button = screen.getByRole("button", { name: "Delete for good" });
  expect(button).toBeDisabled();
  await user.type(screen.getByRole("textbox", { name: "Type DEAL-3 to go on" }), "deal-3");
  await user.click(button);
  await waitFor(() => expect(fake.called("entity_erase")).toEqual([{ ids: ["deal-3"] }]));
});

it("says so when there is no such entity", async () => {
  renderWindow(new FakeWorkspace(), "/deals/DEAL-99");
  expect(await screen.findByText("There is no DEAL-99")).toBeInTheDocument();
});

it("keeps what cannot be read apart from what is not there", async () => {
  const fake = new FakeWorkspace();
  fake.answer("entity_get", () => {
    throw commandError("failed", "the disk does not answer");
  });
  renderWindow(fake, "/deals/DEAL-1");
  expect(await screen.findByText("DEAL-1 cannot be shown")).toBeInTheDocument();
});

it("can be used with a screen reader", async () => {
  const { user } = await page("/tickets/TIC-1");
  await user.click(value("requester"));
  await expectAccessible();
});

it("follows a web address of a field after asking, and still edits it", async () => {
  const fake = new FakeWorkspace();
  fake.entities = fake.entities.map((each) =>
    each.reference === "CON-1"
      ? { ...each, fields: { ...each.fields, website: "https://kranich.example" } }
      : each,
  );
  const { user } = await page("/contacts/CON-1", fake);
  await user.click(screen.getByRole("button", { name: "Open website" }));
  const dialog = await screen.findByRole("dialog", { name: "A link out of Workestra" });
  await expectAccessible();
  await user.click(within(dialog).getByRole("button", { name: "Open in the browser" }));
  expect(fake.called("url_open")).toEqual([{ url: "https://kranich.example" }]);
  await user.click(value("website"));
  expect(screen.getByRole("textbox", { name: "Website" })).toHaveValue("https://kranich.example");
});
