import { act, screen, waitFor, within } from "@testing-library/react";
import { expect, it } from "vitest";
import type { Email } from "@/ipc/bindings";
import { FakeWorkspace } from "@/test/fake-workspace";
import { expectAccessible, renderWindow } from "@/test/render";

async function page(address: string, fake = new FakeWorkspace()) {
  const view = renderWindow(fake, address);
  await screen.findByRole("heading", { level: 1 });
  return view;
}

const ANNELIESE = { name: "Anneliese Brückner", address: "anneliese@kranich.example" };

function withMail() {
  const fake = new FakeWorkspace();
  fake.mail.ready({ signature: "Dana Brandt\nBrook & Sons" });
  return fake;
}

it("writes an email by key, fills a template in and sends it with Ctrl and Enter", async () => {
  const { fake, user } = await page("/contacts/CON-1", withMail());
  await user.keyboard("m");
  const composer = await screen.findByRole("region", { name: "New email" });
  expect(within(composer).getByRole("button", { name: /Remove Anneliese/ })).toBeInTheDocument();
  await waitFor(() => expect(within(composer).getByRole("textbox", { name: "Subject" })).toHaveFocus());
  expect(within(composer).getByText(/Brook & Sons/)).toBeInTheDocument();

  await user.click(within(composer).getByRole("button", { name: "Template" }));
  await user.click(await screen.findByRole("menuitem", { name: "Follow up after a call" }));
  const text = within(composer).getByRole("textbox", { name: "Text of the email" });
  await waitFor(() => expect(text).toHaveDisplayValue(/Dear Anneliese,/));
  expect(within(composer).getByText(/no value for: Job title/)).toBeInTheDocument();
  await expectAccessible();

  await user.click(text);
  await user.keyboard("{Control>}{Enter}{/Control}");
  await waitFor(() => expect(fake.called("email_write")).toHaveLength(1));
  expect(fake.called("email_write")[0]).toMatchObject({
    on: "contact-1",
    to: [ANNELIESE],
    subject: "Good to talk, Anneliese",
    reply: false,
    acknowledged: false,
  });
  expect(screen.queryByRole("region", { name: "New email" })).not.toBeInTheDocument();
});

it("puts the text back into the composer when the email is undone", async () => {
  const { fake, user } = await page("/contacts/CON-1", withMail());
  await user.keyboard("m");
  const composer = await screen.findByRole("region", { name: "New email" });
  await user.type(within(composer).getByRole("textbox", { name: "Subject" }), "The offer");
  await user.type(within(composer).getByRole("textbox", { name: "Text of the email" }), "Here it is.");
  await user.click(within(composer).getByRole("button", { name: "Send" }));
  await user.click(await screen.findByRole("button", { name: "Undo" }));
  const again = await screen.findByRole("region", { name: "New email" });
  expect(within(again).getByRole("textbox", { name: "Subject" })).toHaveValue("The offer");
  expect(within(again).getByRole("textbox", { name: "Text of the email" })).toHaveValue("Here it is.");
  expect(fake.mail.emails[0]?.state).toBe("cancelled");
  expect(screen.queryByText("Taken back"), "its text is in the composer").not.toBeInTheDocument();
});

it("sends at once when asked to, and says how it ended", async () => {
  const { fake, user } = await page("/contacts/CON-1", withMail());
  await user.keyboard("m");
  const composer = await screen.findByRole("region", { name: "New email" });
  await user.type(within(composer).getByRole("textbox", { name: "Subject" }), "The offer");
  await user.type(within(composer).getByRole("textbox", { name: "Text of the email" }), "Here it is.");
  await user.click(within(composer).getByRole("button", { name: "Send" }));
  await user.click(await screen.findByRole("button", { name: "Send now" }));
  const [{ id }] = fake.mail.emails as [Email];
  await waitFor(() => expect(fake.called("email_send_now")).toEqual([{ id }]));
  act(() => void fake.mail.becomes(id, { state: "sent", sent_at: Date.now() }));
  expect(await screen.findByText("Sent to Anneliese Brückner")).toBeInTheDocument();
});

it("says what is missing before it sends, and mends no address by itself", async () => {
  const { fake, user } = await page("/contacts/CON-3", withMail());
  await user.keyboard("m");
  const composer = await screen.findByRole("region", { name: "New email" });
  const to = within(composer).getByRole("combobox", { name: "To" });
  await waitFor(() => expect(to).toHaveFocus());
  await user.click(within(composer).getByRole("button", { name: "Send" }));
  expect(await within(composer).findByRole("alert")).toHaveTextContent("Say who gets it");
  await user.type(to, "soren@fjordlys{Enter}");
  expect(within(composer).getByText(/“soren@fjordlys” is no address/)).toBeInTheDocument();
  await user.type(to, "{Backspace}Søren <soren@fjordlys.example>, li@brook.example,");
  expect(within(composer).getByRole("button", { name: "Remove li@brook.example" })).toBeInTheDocument();
  await user.type(within(composer).getByRole("textbox", { name: "Subject" }), "Hello");
  await user.type(within(composer).getByRole("textbox", { name: "Text of the email" }), "Hello.");
  await user.click(within(composer).getByRole("button", { name: "Send" }));
  await waitFor(() =>
    expect(fake.called("email_write")[0]?.to).toEqual([
      { name: "Søren", address: "soren@fjordlys.example" },
      { name: null, address: "li@brook.example" },
    ]),
  );
});

it("offers the addresses of the people a deal is linked with", async () => {
  const { user } = await page("/deals/DEAL-1", withMail());
  await user.keyboard("m");
  const composer = await screen.findByRole("region", { name: "New email" });
  await screen.findByRole("button", { name: /Remove Anneliese/ });
  await user.click(within(composer).getByRole("combobox", { name: "To" }));
  await user.click(await screen.findByRole("option", { name: /a.brueckner@post.example/ }));
  expect(
    screen.getByRole("button", { name: "Remove Anneliese Brückner <a.brueckner@post.example>" }),
  ).toBeInTheDocument();
});

it("does not write to who asked not to be contacted until that is ticked away", async () => {
  const { fake, user } = await page("/contacts/CON-5", withMail());
  await user.keyboard("m");
  const composer = await screen.findByRole("region", { name: "New email" });
  const box = await within(composer).findByRole("checkbox", { name: /reason to write to Priya/ });
  await user.type(within(composer).getByRole("textbox", { name: "Subject" }), "Your contract");
  await user.type(within(composer).getByRole("textbox", { name: "Text of the email" }), "It ends.");
  expect(within(composer).getByRole("button", { name: "Send" })).toBeDisabled();
  await user.keyboard("{Control>}{Enter}{/Control}");
  expect(await within(composer).findByText(/tick the box if you have a reason/)).toBeInTheDocument();
  expect(fake.called("email_write")).toEqual([]);
  await expectAccessible();
  await user.click(box);
  await user.click(within(composer).getByRole("button", { name: "Send" }));
  await waitFor(() => expect(fake.called("email_write")).toHaveLength(1));
  expect(fake.called("email_write")[0]?.acknowledged, "the core asks for it, too").toBe(true);
});

it("knows who asked not to be contacted by an address typed anywhere, in the archive, too", async () => {
  const fake = withMail();
  fake.entities = fake.entities.map((each) =>
    each.reference === "CON-5" ? { ...each, archived_at: 1 } : each,
  );
  const { user } = await page("/deals/DEAL-1", fake);
  await user.keyboard("m");
  const composer = await screen.findByRole("region", { name: "New email" });
  await user.type(within(composer).getByRole("combobox", { name: "To" }), "PRIYA@sarita.example{Enter}");
  expect(await within(composer).findByText(/is marked “Do not contact”/)).toBeInTheDocument();
  expect(within(composer).getByRole("button", { name: "Send" })).toBeDisabled();
});

it("opens the mail program where sending is not set up, and puts on the timeline what was sent there", async () => {
  const { fake, user } = await page("/contacts/CON-1");
  await user.keyboard("m");
  const composer = await screen.findByRole("region", { name: "New email" });
  await user.type(within(composer).getByRole("textbox", { name: "Subject" }), "The offer");
  await user.type(within(composer).getByRole("textbox", { name: "Text of the email" }), "Here it is.");
  expect(within(composer).getByRole("link", { name: "Set up email" })).toBeInTheDocument();
  await user.click(within(composer).getByRole("button", { name: "Open in mail program" }));
  await waitFor(() => expect(fake.called("email_draft_open")).toHaveLength(1));
  expect(fake.called("email_write")).toEqual([]);
  await user.click(await within(composer).findByRole("button", { name: "It was sent" }));
  await waitFor(() =>
    expect(fake.called("note_add")).toEqual([
      {
        ids: ["contact-1"],
        entry: "email",
        text: "**The offer**\n\nTo Anneliese Brückner (anneliese@kranich.example)\n\nHere it is.",
      },
    ]),
  );
});

it("offers the mail program when the set-up was taken away while one wrote", async () => {
  const fake = withMail();
  const { user } = await page("/contacts/CON-1", fake);
  await user.keyboard("m");
  const composer = await screen.findByRole("region", { name: "New email" });
  await user.type(within(composer).getByRole("textbox", { name: "Subject" }), "The offer");
  await user.type(within(composer).getByRole("textbox", { name: "Text of the email" }), "Here it is.");
  fake.mail.setup = { ...fake.mail.setup, server: null };
  await user.click(within(composer).getByRole("button", { name: "Send" }));
  expect(await within(composer).findByRole("alert")).toHaveTextContent(/is not set up/);
  expect(await within(composer).findByRole("button", { name: "Open in mail program" })).toBeEnabled();
  expect(within(composer).getByRole("textbox", { name: "Text of the email" })).toHaveValue("Here it is.");
});

it("keeps a draft that was left, and throws it away only when told to", async () => {
  const { user } = await page("/contacts/CON-1", withMail());
  await user.keyboard("m");
  const composer = await screen.findByRole("region", { name: "New email" });
  await user.type(within(composer).getByRole("textbox", { name: "Subject" }), "Half a tho{Escape}");
  expect(composer).not.toBeInTheDocument();
  expect(screen.getByText(/Email draft to Anneliese/)).toBeInTheDocument();
  await user.click(screen.getByRole("button", { name: "Discard" }));
  expect(screen.queryByText(/Email draft to/)).not.toBeInTheDocument();
  await user.click(await screen.findByRole("button", { name: "Undo" }));
  await user.click(await screen.findByRole("button", { name: "Go on" }));
  expect(await screen.findByRole("textbox", { name: "Subject" })).toHaveValue("Half a tho");
});

it("shows what waits and what failed above the timeline, live, and warns before it sends twice", async () => {
  const fake = withMail();
  const email = fake.mail.add("CON-1", { subject: "The offer" });
  const { user } = await page("/contacts/CON-1", fake);
  const list = await screen.findByRole("list", { name: "Emails on their way" });
  expect(list).toHaveTextContent(/Leaves in \d+ s/);
  act(
    () =>
      void fake.mail.becomes(email.id, {
        state: "failed",
        may_have_arrived: true,
        problem: "the connection ended before the server answered: look into your sent mail",
      }),
  );
  expect(await within(list).findByText("May have arrived")).toBeInTheDocument();
  expect(list).toHaveTextContent("The connection ended before the server answered");
  await expectAccessible();
  await user.click(within(list).getByRole("button", { name: /^Try again/ }));
  const warning = await screen.findByRole("dialog", { name: "It may have arrived already" });
  expect(fake.called("email_send_now"), "nothing is sent before the warning is read").toEqual([]);
  await expectAccessible();
  await user.click(within(warning).getByRole("button", { name: "Send it again" }));
  await waitFor(() => expect(fake.called("email_send_now")).toEqual([{ id: email.id }]));
});

it("gives the text of a cancelled email back beside one begun since", async () => {
  const fake = withMail();
  fake.mail.add("CON-1", { subject: "The offer" });
  const { user } = await page("/contacts/CON-1", fake);
  await user.keyboard("m");
  const composer = await screen.findByRole("region", { name: "New email" });
  await user.type(within(composer).getByRole("textbox", { name: "Text of the email" }), "Something else");
  await user.click(screen.getByRole("button", { name: /Cancel the email/ }));
  expect(await screen.findByText("Taken back")).toBeInTheDocument();
  expect(screen.getByRole("textbox", { name: "Text of the email" })).toHaveValue("Something else");
});
