import { act, screen, waitFor, within } from "@testing-library/react";
import { expect, it } from "vitest";
import { commandError, FakeWorkspace } from "@/test/fake-workspace";
import { expectAccessible, renderWindow } from "@/test/render";
import { addSampleEmails } from "@/test/sample-mail";

function busy() {
  const fake = new FakeWorkspace();
  addSampleEmails(fake.mail.ready());
  return fake;
}

it("lists what failed, waits and was sent, and goes along it by J and K to what it is about", async () => {
  const { user } = renderWindow(busy(), "/outbox");
  const failed = await screen.findByRole("region", { name: "Not sent" });
  expect(within(failed).getAllByRole("listitem")).toHaveLength(2);
  expect(failed).toHaveTextContent(/there is no such mailbox; check the address/);
  expect(failed).toHaveTextContent("May have arrived");
  expect(screen.getByRole("region", { name: "Sent in the last 7 days" })).toHaveTextContent(
    "The revised offer",
  );
  await expectAccessible();
  await user.keyboard("jj");
  await waitFor(() => expect(document.activeElement).toHaveTextContent("Re: Invoices arrive twice"));
  await user.keyboard("k");
  expect(document.activeElement).toHaveTextContent("Your offer");
  await user.keyboard("j{Enter}");
  await screen.findByRole("heading", { level: 1, name: "Invoices arrive twice" });
});

it("takes an email back and tries another again, live", async () => {
  const fake = busy();
  const { user } = renderWindow(fake, "/outbox");
  const waiting = await screen.findByRole("region", { name: "Waiting" });
  await user.click(within(waiting).getAllByRole("button", { name: /Cancel the email/ })[0]!);
  expect(
    await within(screen.getByRole("region", { name: "Taken back today" })).findByText("See you at the fair"),
  ).toBeInTheDocument();
  const failed = screen.getByRole("region", { name: "Not sent" });
  await user.click(within(failed).getAllByRole("button", { name: /again/ })[0]!);
  await waitFor(() => expect(fake.called("email_send_now")).toHaveLength(1));
  expect(await within(waiting).findByText("Your offer")).toBeInTheDocument();
});

it("stands in the sidebar only while something has not been sent", async () => {
  const fake = new FakeWorkspace();
  fake.mail.ready();
  renderWindow(fake, "/contacts");
  await screen.findByRole("grid", { name: "Contacts" });
  expect(screen.queryByRole("link", { name: /Outbox/ })).not.toBeInTheDocument();
  const email = fake.mail.add("CON-1");
  act(() => fake.emit({ event: "emails_changed", entity: "contact-1" }));
  expect(await screen.findByRole("link", { name: "Outbox, 1 waiting" })).toBeInTheDocument();
  act(() => void fake.mail.becomes(email.id, { state: "failed", problem: "no" }));
  expect(await screen.findByRole("link", { name: "Outbox, 1 not sent" })).toBeInTheDocument();
  act(() => void fake.mail.becomes(email.id, { state: "sent", sent_at: Date.now() }));
  await waitFor(() => expect(screen.queryByRole("link", { name: /Outbox/ })).not.toBeInTheDocument());
});

it("is opened by its key, and says what belongs there while it is empty", async () => {
  const { user } = renderWindow(undefined, "/contacts");
  await screen.findByRole("grid", { name: "Contacts" });
  await user.keyboard("go");
  expect(await screen.findByText("Nothing waits to be sent")).toBeInTheDocument();
  expect(screen.getByRole("button", { name: "Set up email" })).toBeInTheDocument();
  await expectAccessible();
});

it("says when it cannot be read, and tries again", async () => {
  const fake = new FakeWorkspace();
  fake.answer("email_list", () => {
    throw commandError("failed", "the workspace is busy: try again");
  });
  const { user } = renderWindow(fake, "/outbox");
  expect(await screen.findByText("The workspace is busy: try again")).toBeInTheDocument();
  fake.answer("email_list", () => ({ emails: [] }));
  await user.click(screen.getByRole("button", { name: "Try again" }));
  expect(await screen.findByText("Nothing waits to be sent")).toBeInTheDocument();
});
