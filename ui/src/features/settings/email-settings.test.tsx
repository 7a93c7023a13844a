import { screen, waitFor, within } from "@testing-library/react";
import { expect, it } from "vitest";
import { commandError, FakeWorkspace } from "@/test/fake-workspace";
import { SERVER } from "@/test/fake-mail";
import { expectAccessible, renderWindow } from "@/test/render";

async function settings(section: string, fake = new FakeWorkspace()) {
  const view = renderWindow(fake, `/settings?section=${section}`);
  await screen.findByRole("tabpanel");
  return view;
}

it("sets sending up by provider, tries it first, and keeps the password out of the window", async () => {
  const { fake, user } = await settings("email");
  const form = await screen.findByRole("form", { name: "How mail is sent" });
  await expectAccessible();
  await user.click(within(form).getByRole("combobox", { name: "Provider" }));
  await user.click(await screen.findByRole("option", { name: "Gmail" }));
  expect(within(form).getByText(/Gmail wants an app password/)).toBeInTheDocument();
  expect(within(form).getByRole("textbox", { name: /Server/ })).toHaveValue("smtp.gmail.com");
  await user.type(within(form).getByRole("textbox", { name: /Your address/ }), "dana@brook.example");
  expect(within(form).getByRole("textbox", { name: /User name/ })).toHaveValue("dana@brook.example");

  await user.click(within(form).getByRole("button", { name: "Test" }));
  expect(await within(form).findByText("Write the password of your mail account")).toBeInTheDocument();
  expect(fake.called("mail_setup_test")).toEqual([]);
  await user.type(within(form).getByLabelText(/Password/), "app-secret");
  await user.click(within(form).getByRole("button", { name: "Test" }));
  expect(await within(form).findByText(/Emails can be sent this way/)).toBeInTheDocument();
  expect(fake.called("mail_setup_set"), "trying keeps nothing").toEqual([]);
  await expectAccessible();

  await user.click(within(form).getByRole("button", { name: "Save" }));
  await waitFor(() =>
    expect(fake.called("mail_setup_set")).toEqual([
      {
        server: {
          host: "smtp.gmail.com",
          port: 465,
          security: "tls",
          user: "dana@brook.example",
          from_name: "",
          from_address: "dana@brook.example",
        },
        password: "app-secret",
        delay_seconds: 10,
        signature: "",
      },
    ]),
  );
  await waitFor(() => expect(screen.getByLabelText(/Password/)).toHaveValue(""));
});

it("keeps the password in the keychain while the server stays, and asks for another with another server", async () => {
  const fake = new FakeWorkspace();
  fake.mail.ready();
  const { user } = await settings("email", fake);
  const form = await screen.findByRole("form", { name: "How mail is sent" });
  await user.type(within(form).getByRole("textbox", { name: "Signature" }), "Dana");
  await user.click(within(form).getByRole("button", { name: "Save" }));
  await waitFor(() =>
    expect(fake.called("mail_setup_set")[0]).toMatchObject({ password: null, signature: "Dana" }),
  );
  const server = screen.getByRole("textbox", { name: /Server/ });
  await user.clear(server);
  await user.type(server, "smtp.elsewhere.example");
  await user.click(screen.getByRole("button", { name: "Test" }));
  expect(await screen.findByText(/the one that is kept belongs to another/)).toBeInTheDocument();
  expect(fake.called("mail_setup_test"), "no password goes to a server it was not given for").toEqual([]);
});

it("says what there is to say of the password", async () => {
  const fake = new FakeWorkspace();
  fake.mail.ready({
    has_password: false,
    password_note: "the password of the mail server was forgotten when Workestra closed: enter it again",
  });
  await settings("email", fake);
  expect(await screen.findByText(/was forgotten when Workestra closed/)).toBeInTheDocument();
  expect(screen.getByLabelText(/Password · required/)).toHaveValue("");
});

it("shows how far a trial came, and what the server said", async () => {
  const fake = new FakeWorkspace();
  fake.mail.ready().trial = {
    steps: [
      { label: "Reach the server", outcome: "passed" },
      { label: "Agree on encryption", outcome: "passed" },
      { label: "Log in", outcome: "failed" },
      { label: "Get an answer", outcome: "not_reached" },
    ],
    problem: "the server refused the password: make an app password and use that",
  };
  const { user } = await settings("email", fake);
  await user.click(await screen.findByRole("button", { name: "Test" }));
  expect(await screen.findByText(/The server refused the password/)).toBeInTheDocument();
  const steps = screen.getAllByRole("listitem").map(({ textContent }) => textContent);
  expect(steps).toEqual(expect.arrayContaining(["Log infailed", "Get an answernot reached"]));
  await expectAccessible();
});

it("says what the core refused, and keeps what was typed", async () => {
  const fake = new FakeWorkspace();
  fake.mail.ready();
  fake.answer("mail_setup_set", () => {
    throw commandError("failed", "the keychain is locked: unlock it and try again");
  });
  const { user } = await settings("email", fake);
  await user.type(await screen.findByRole("textbox", { name: "Signature" }), "Dana");
  await user.click(screen.getByRole("button", { name: "Save" }));
  expect(await screen.findByRole("alert")).toHaveTextContent("The keychain is locked");
  expect(screen.getByRole("textbox", { name: "Signature" })).toHaveValue("Dana");
});

it("removes the set-up only when that is confirmed, and says what waits", async () => {
  const fake = new FakeWorkspace();
  fake.mail.ready().add("CON-1");
  const { user } = await settings("email", fake);
  await user.click(await screen.findByRole("button", { name: "Remove…" }));
  const dialog = await screen.findByRole("dialog", { name: "Remove the email set-up?" });
  expect(await within(dialog).findByText(/1 email waits to be sent: it stays/)).toBeInTheDocument();
  await expectAccessible();
  await user.click(within(dialog).getByRole("button", { name: "Remove" }));
  await waitFor(() => expect(fake.mail.setup.server).toBeNull());
  expect(await screen.findByRole("textbox", { name: /Server/ })).toHaveValue("");
});

it("shows the set-up to those who may not change it", async () => {
  const fake = new FakeWorkspace();
  fake.mail.ready();
  fake.schema = { ...fake.schema, me: "m-oke" };
  await settings("email", fake);
  expect(await screen.findByText(new RegExp(SERVER.host))).toBeInTheDocument();
  expect(within(screen.getByRole("tabpanel")).queryByRole("button")).not.toBeInTheDocument();
});

it("makes a template with a placeholder, shows what is refused, and previews it on an entity", async () => {
  const { fake, user } = await settings("templates");
  await user.click(await screen.findByRole("button", { name: "Add a template" }));
  await user.click(screen.getByRole("button", { name: "Save" }));
  expect(await screen.findByRole("alert")).toHaveTextContent("Write a name");
  await user.type(screen.getByRole("textbox", { name: /Name/ }), "Greeting");
  await user.type(screen.getByRole("textbox", { name: "Text" }), "Dear ");
  await user.click(screen.getByRole("button", { name: "Insert a placeholder" }));
  await user.click(await screen.findByRole("menuitem", { name: /First name/ }));
  const text = screen.getByRole("textbox", { name: "Text" });
  await waitFor(() => expect(text).toHaveValue("Dear {{first_name}}"));
  await waitFor(() => expect(text).toHaveFocus());
  await user.keyboard(", {{{{shoe_size}}");
  await user.click(screen.getByRole("button", { name: "Save" }));
  expect(await screen.findByText(/There is no .*shoe_size/)).toBeInTheDocument();
  await user.clear(text);
  await user.type(text, "Dear {{{{first_name}}, {{{{job_title}}");
  await user.click(screen.getByRole("button", { name: "Save" }));
  await waitFor(() =>
    expect(fake.mail.templates.at(-1)).toMatchObject({ name: "Greeting", kind: "contact" }),
  );
  await user.type(await screen.findByRole("combobox", { name: "Preview on" }), "anneliese");
  await user.click(await screen.findByRole("option", { name: /Anneliese/ }));
  expect(await screen.findByText(/^Dear Anneliese,/)).toBeInTheDocument();
  expect(screen.getByText(/No value here for: Job title/)).toBeInTheDocument();
  await expectAccessible();
});

it("previews a template while it is written, before anything is saved", async () => {
  const { fake, user } = await settings("templates");
  await user.click(await screen.findByRole("button", { name: "Add a template" }));
  const text = screen.getByRole("textbox", { name: "Text" });
  await user.type(text, "Dear {{{{first_name}},");
  const preview = within(screen.getByRole("region", { name: "Preview" }));
  await user.type(preview.getByRole("combobox", { name: "Preview on" }), "anneliese");
  await user.click(await screen.findByRole("option", { name: /Anneliese/ }));
  expect(await preview.findByText("Dear Anneliese,")).toBeInTheDocument();
  expect(preview.getByRole("button", { name: "Choose another" }), "the focus is not lost").toHaveFocus();
  // In one piece: a preview of half of it, where typing rests, would take the place of what could be filled.
  await user.click(text);
  await user.paste(" {{shoe_size}}");
  expect(await preview.findByText(/There is no .*shoe_size/)).toBeInTheDocument();
  expect(preview.getByText("Dear Anneliese,"), "what could be filled stays in sight").toBeInTheDocument();
  await user.clear(text);
  await user.type(text, "Hello {{{{first_name}}");
  expect(await preview.findByText("Hello Anneliese")).toBeInTheDocument();
  expect(preview.queryByText(/shoe_size/)).not.toBeInTheDocument();
  await user.click(screen.getByRole("combobox", { name: "For" }));
  await user.click(await screen.findByRole("option", { name: "Deals" }));
  expect(preview.queryByText("Hello Anneliese"), "of another kind nothing is chosen").not.toBeInTheDocument();
  expect(fake.called("template_save"), "looking keeps nothing").toEqual([]);
  await expectAccessible();
});

it("removes a template, and brings it back", async () => {
  const { fake, user } = await settings("templates");
  await user.click(await screen.findByRole("button", { name: "Remove Out for a while" }));
  await waitFor(() => expect(screen.queryByText("Out for a while")).not.toBeInTheDocument());
  await user.click(await screen.findByRole("button", { name: "Undo" }));
  expect(await screen.findByText("Out for a while")).toBeInTheDocument();
  expect(fake.called("template_save")[0]).toMatchObject({ id: null, name: "Out for a while", kind: null });
});

it("says what belongs where no template is", async () => {
  const fake = new FakeWorkspace();
  fake.mail.templates = [];
  await settings("templates", fake);
  expect(await screen.findByText(/No templates yet/)).toBeInTheDocument();
  await expectAccessible();
});
