import { screen, waitFor } from "@testing-library/react";
import { expect, it } from "vitest";
import { FakeWorkspace } from "@/test/fake-workspace";
import { expectAccessible, renderWindow } from "@/test/render";

async function ticket(reference: string, fake: FakeWorkspace) {
  const view = renderWindow(fake, `/tickets/${reference}`);
  await screen.findByRole("heading", { level: 1 });
  return view;
}

function withMail() {
  const fake = new FakeWorkspace();
  fake.mail.ready();
  return fake;
}

it("sends the reply by email to the requester, and gives it back when it is undone", async () => {
  const { fake, user } = await ticket("TIC-1", withMail());
  await user.keyboard("r");
  const reply = await screen.findByRole("textbox", { name: /goes to the requester/i });
  await user.type(reply, "We found it.");
  expect(
    await screen.findByRole("checkbox", { name: "Send by email to anneliese@kranich.example" }),
  ).toBeChecked();
  await expectAccessible();
  await user.keyboard("{Control>}{Enter}{/Control}");
  await waitFor(() =>
    expect(fake.called("email_write")).toEqual([
      {
        on: "ticket-1",
        to: [{ name: "Anneliese Brückner", address: "anneliese@kranich.example" }],
        cc: [],
        subject: "Re: Invoices arrive twice [TIC-1]",
        body: "We found it.",
        reply: true,
        acknowledged: false,
      },
    ]),
  );
  expect(fake.called("note_add"), "the thread gets it when it was sent").toEqual([]);
  await waitFor(() => expect(reply).toHaveValue(""));
  await user.click(await screen.findByRole("button", { name: "Undo" }));
  await waitFor(() =>
    expect(screen.getByRole("textbox", { name: /goes to the requester/i })).toHaveValue("We found it."),
  );
});

it("only puts the reply on record when email is ticked off", async () => {
  const { fake, user } = await ticket("TIC-1", withMail());
  await user.keyboard("r");
  await user.click(await screen.findByRole("checkbox", { name: /Send by email/ }));
  await user.type(screen.getByRole("textbox", { name: /goes to the requester/i }), "Said on the phone.");
  await user.click(screen.getByRole("button", { name: "Add the reply" }));
  await waitFor(() => expect(fake.called("note_add")).toHaveLength(1));
  expect(fake.called("email_write")).toEqual([]);
});

it("says that nothing is emailed where the ticket has no address", async () => {
  const { fake, user } = await ticket("TIC-2", withMail());
  await user.keyboard("r");
  expect(await screen.findByText(/has no requester’s address/)).toBeInTheDocument();
  await user.keyboard("We look at it.{Control>}{Enter}{/Control}");
  await waitFor(() => expect(fake.called("note_add")).toHaveLength(1));
});

it("never emails what was written for the team", async () => {
  const { fake, user } = await ticket("TIC-1", withMail());
  await user.keyboard("i");
  await user.type(await screen.findByRole("textbox", { name: /only your team/i }), "Oke looks at it.");
  expect(screen.queryByRole("checkbox", { name: /Send by email/ })).not.toBeInTheDocument();
  await user.keyboard("{Control>}{Enter}{/Control}");
  await waitFor(() => expect(fake.called("note_add")[0]?.entry).toBe("internal_message"));
  expect(fake.called("email_write")).toEqual([]);
});
