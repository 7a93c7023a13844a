import { screen, waitFor, within } from "@testing-library/react";
import { expect, it } from "vitest";
import { FakeWorkspace, commandError } from "@/test/fake-workspace";
import { expectAccessible, renderWindow } from "@/test/render";

async function settings(section: string, fake?: FakeWorkspace) {
  const view = renderWindow(fake, `/settings?section=${section}`);
  await screen.findByRole("tabpanel");
  return view;
}

it("adds a member and changes a role", async () => {
  const { fake, user } = await settings("members");
  await user.click(screen.getByRole("button", { name: "Add a member" }));
  const dialog = await screen.findByRole("dialog", { name: "Add a member" });
  await user.click(within(dialog).getByRole("button", { name: "Add" }));
  expect(await within(dialog).findByRole("alert")).toHaveTextContent("Write their name");
  await user.type(within(dialog).getByRole("textbox", { name: /Name/ }), "Noor Haddad");
  await expectAccessible();
  await user.click(within(dialog).getByRole("button", { name: "Add" }));
  expect(await within(screen.getByRole("tabpanel")).findByText("Noor Haddad")).toBeInTheDocument();
  expect(fake.called("member_add")).toEqual([{ name: "Noor Haddad", email: null, role: "member" }]);

  await user.click(screen.getByRole("button", { name: "Change Li Wei" }));
  await user.click(await screen.findByRole("combobox", { name: "Role" }));
  await user.click(await screen.findByRole("option", { name: "Viewer" }));
  await user.click(screen.getByRole("button", { name: "Save" }));
  await waitFor(() =>
    expect(fake.schema.members.find(({ id }) => id === "m-li")).toMatchObject({
      role: "viewer",
      email: "li@brook.example",
    }),
  );
});

it("leaves the last administrator in their place, and says what to do first", async () => {
  const { user } = await settings("members");
  await user.click(screen.getByRole("button", { name: "Change Dana Brandt" }));
  const dialog = await screen.findByRole("dialog");
  expect(within(dialog).getByText(/make somebody else administrator first/)).toBeInTheDocument();
  expect(within(dialog).getByRole("combobox", { name: "Role" })).toHaveAttribute("data-disabled");
});

it("adds a field with choices, which is then a field of the kind", async () => {
  const { fake, user } = await settings("fields");
  await user.click(screen.getByRole("radio", { name: "Deals" }));
  await user.click(screen.getByRole("button", { name: "Add a field to deals" }));
  const dialog = await screen.findByRole("dialog");
  await user.type(within(dialog).getByRole("textbox", { name: /Name/ }), "Contract length");
  await user.click(within(dialog).getByRole("combobox", { name: "Type" }));
  await user.click(await screen.findByRole("option", { name: /^Choice/ }));
  await user.click(within(dialog).getByRole("button", { name: "Add the field" }));
  expect(await within(dialog).findByRole("alert")).toHaveTextContent("two choices or more");
  await user.type(
    within(dialog).getByRole("combobox", { name: "Choices" }),
    "One year{Enter}Très long{Enter}",
  );
  await expectAccessible();
  await user.click(within(dialog).getByRole("button", { name: "Add the field" }));
  await waitFor(() =>
    expect(fake.called("custom_field_add")).toEqual([
      {
        kind: "deal",
        label: "Contract length",
        many: false,
        ty: {
          type: "select",
          choices: [
            { key: "one_year", label: "One year" },
            { key: "tres_long", label: "Très long" },
          ],
        },
      },
    ]),
  );
  const table = await screen.findByRole("table", { name: "Fields added to deals" });
  expect(await within(table).findByText("Contract length")).toBeInTheDocument();
});

it("adds, names and moves stages by keys, and keeps them all at once", async () => {
  const { fake, user } = await settings("pipelines");
  await user.click(screen.getByRole("button", { name: "Add a stage" }));
  const name = await screen.findByDisplayValue("New stage");
  await user.clear(name);
  await user.type(name, "Legal review");
  screen.getByRole("button", { name: /Place of Legal review: 4/ }).focus();
  await user.keyboard("{ArrowUp}");
  expect(await screen.findByText("Legal review is now stage 3 of 6")).toBeInTheDocument();
  expect(fake.called("stages_set"), "nothing is kept before one says so").toEqual([]);
  await expectAccessible();
  await user.click(screen.getByRole("button", { name: "Save the stages" }));
  await waitFor(() => expect(fake.called("stages_set")).toHaveLength(1));
  expect(fake.called("stages_set")[0]?.stages.map(({ key }) => key)).toEqual([
    "qualification",
    "proposal",
    "legal_review",
    "negotiation",
    "won",
    "lost",
  ]);
  expect(fake.called("stages_set")[0]?.stages.at(-1)?.requires, "rules go with their stage").toEqual([
    "lost_reason",
  ]);
});

it("shows why a stage cannot go, and keeps what was changed for another try", async () => {
  const { user } = await settings("pipelines");
  await user.click(screen.getByRole("button", { name: "Remove Proposal" }));
  await user.click(screen.getByRole("button", { name: "Save the stages" }));
  expect(
    await screen.findByText(/Proposal still holds something: move it elsewhere first/),
  ).toBeInTheDocument();
  expect(screen.queryByDisplayValue("Proposal")).not.toBeInTheDocument();
  await user.click(screen.getByRole("button", { name: "Discard" }));
  expect(await screen.findByDisplayValue("Proposal")).toBeInTheDocument();
});

it("changes the targets of tickets, and refuses hours that cannot be", async () => {
  const { fake, user } = await settings("targets");
  const first = await screen.findByRole("textbox", { name: "First response of urgent, in hours" });
  await user.clear(first);
  await user.type(first, "20");
  await user.click(screen.getByRole("button", { name: "Save the targets" }));
  expect(
    await screen.findByText(/Urgent: the first response comes before the resolution/),
  ).toBeInTheDocument();
  expect(fake.called("ticket_targets_set")).toEqual([]);
  await user.clear(first);
  await user.type(first, "2");
  await user.click(screen.getByRole("button", { name: "Save the targets" }));
  await waitFor(() => expect(fake.targets["urgent"]).toEqual({ first_response: 2, resolution: 8 }));
});

it("removes a member, hands over what they own, and brings them back", async () => {
  const { fake, user } = await settings("members");
  await user.click(screen.getByRole("button", { name: "Remove Li Wei" }));
  const dialog = await screen.findByRole("dialog", { name: "Remove Li Wei" });
  expect(
    await within(dialog).findByText(/To hand over: 1 contact, 1 deal, 1 candidate, 1 task/),
  ).toBeInTheDocument();
  expect(within(dialog).getByRole("combobox", { name: /open work go to/ })).toHaveTextContent("Dana Brandt");
  await expectAccessible();
  await user.click(within(dialog).getByRole("combobox", { name: /open work go to/ }));
  await user.click(await screen.findByRole("option", { name: "Oke Jensen" }));
  await user.click(within(dialog).getByRole("button", { name: "Remove Li Wei" }));
  await waitFor(() => expect(fake.called("member_remove")).toEqual([{ id: "m-li", hand_over_to: "m-oke" }]));
  expect(fake.find("DEAL-2").fields["owner"]).toBe("m-oke");
  const former = await screen.findByRole("list", { name: "Former members" });
  expect(former).toHaveTextContent("Li Wei");
  await expectAccessible();
  await user.click(within(former).getByRole("button", { name: "Restore Li Wei" }));
  expect(await screen.findByRole("button", { name: "Remove Li Wei" })).toBeInTheDocument();
});

it("lets nobody remove themselves, and shows why a removal was refused", async () => {
  const fake = new FakeWorkspace();
  fake.answer("member_remove", () => {
    throw commandError("denied", "Li Wei is the last manager: make somebody else manager first");
  });
  const { user } = await settings("members", fake);
  expect(screen.getByRole("button", { name: "Remove Dana Brandt" })).toBeDisabled();
  await user.click(screen.getByRole("button", { name: "Remove Li Wei" }));
  const dialog = await screen.findByRole("dialog");
  await user.click(within(dialog).getByRole("combobox", { name: /open work go to/ }));
  await user.click(await screen.findByRole("option", { name: /^Nobody/ }));
  await user.click(within(dialog).getByRole("button", { name: "Remove Li Wei" }));
  expect(await within(dialog).findByRole("alert")).toHaveTextContent("Li Wei is the last manager");
  expect(fake.called("member_remove")).toEqual([{ id: "m-li", hand_over_to: null }]);
});

it("offers former members as owners no more, and shows who owned what in grey", async () => {
  const fake = new FakeWorkspace();
  fake.schema.members = fake.schema.members.map((each) => ({ ...each, active: each.id !== "m-li" }));
  const { user } = renderWindow(fake, "/deals/DEAL-1");
  await screen.findByRole("heading", { level: 1 });
  await user.keyboard("a");
  expect(await screen.findByRole("option", { name: "Oke Jensen" })).toBeInTheDocument();
  expect(screen.queryByRole("option", { name: /Li Wei/ })).not.toBeInTheDocument();
  await user.keyboard("{Escape}");
  window.location.hash = "/deals/DEAL-2";
  expect(await screen.findByTitle("Li Wei, a former member")).toHaveTextContent("Li Wei");
  await screen.findByRole("heading", { level: 1, name: "Hailan pilot" });
  await user.keyboard("a");
  expect(
    await screen.findByRole("option", { name: "Li Wei (former)" }),
    "it is who owns it",
  ).toBeInTheDocument();
});

const withField = (held: boolean) => {
  const fake = new FakeWorkspace();
  const deal = fake.schema.schema.kinds.find(({ kind }) => kind === "deal")!;
  deal.fields.push({ ...deal.fields[1]!, key: "contract", label: "Contract", custom: true });
  if (held)
    fake.entities = fake.entities.map((each) =>
      each.reference === "DEAL-1" ? { ...each, fields: { ...each.fields, contract: "K-7" } } : each,
    );
  return fake;
};

it("renames a field that was added, and removes it when nothing holds a value", async () => {
  const { fake, user } = await settings("fields", withField(false));
  await user.click(screen.getByRole("radio", { name: "Deals" }));
  await user.click(await screen.findByRole("button", { name: "Rename Contract" }));
  const dialog = await screen.findByRole("dialog", { name: "Rename Contract" });
  const name = within(dialog).getByRole("textbox", { name: /Name/ });
  await user.clear(name);
  await user.type(name, "company{Enter}");
  expect(await within(dialog).findByRole("alert")).toHaveTextContent("There is a company already");
  await user.clear(name);
  await expectAccessible();
  await user.type(name, "Contract number{Enter}");
  await waitFor(() =>
    expect(fake.called("custom_field_update")).toEqual([
      { kind: "deal", key: "contract", label: "Contract number" },
    ]),
  );
  await user.click(await screen.findByRole("button", { name: "Remove Contract number" }));
  await user.click(await screen.findByRole("button", { name: "Remove the field" }));
  await waitFor(() => expect(screen.queryByText("contract")).not.toBeInTheDocument());
  expect(fake.called("custom_field_remove")).toEqual([{ kind: "deal", key: "contract" }]);
});

it("keeps a field that holds values, says how many, and opens their list", async () => {
  const { user } = await settings("fields", withField(true));
  await user.click(screen.getByRole("radio", { name: "Deals" }));
  await user.click(await screen.findByRole("button", { name: "Remove Contract" }));
  const dialog = await screen.findByRole("dialog", { name: "Remove Contract from deals" });
  await user.click(within(dialog).getByRole("button", { name: "Remove the field" }));
  expect(await within(dialog).findByRole("alert")).toHaveTextContent("1 deal holds a value");
  await expectAccessible();
  await user.click(within(dialog).getByRole("button", { name: "Show these deals" }));
  expect(await screen.findByText("Kranich Optik renewal")).toBeInTheDocument();
  expect(decodeURIComponent(window.location.hash)).toContain("has:contract");
});

it("renames the workspace", async () => {
  const { fake, user } = await settings("general");
  const name = await screen.findByRole("textbox", { name: "Name" });
  await user.clear(name);
  await user.click(screen.getByRole("button", { name: "Rename" }));
  expect(await screen.findByRole("alert")).toHaveTextContent("Write a name");
  await user.type(name, "Brook Ltd{Enter}");
  await waitFor(() => expect(fake.called("workspace_rename")).toEqual([{ name: "Brook Ltd" }]));
  expect(await screen.findByRole("button", { name: "Workspace Brook Ltd: switch" })).toBeInTheDocument();
});

it("makes a new recovery code, shows it once, saves it, and reminds until it was typed back", async () => {
  const fake = new FakeWorkspace();
  fake.answer("recovery_code_renew", () => ({ recovery_code: fake.code }));
  fake.picked = "/media/stick/code.txt";
  const { user } = await settings("general", fake);
  await user.click(await screen.findByRole("button", { name: "New recovery code…" }));
  let dialog = await screen.findByRole("dialog", { name: "New recovery code" });
  expect(fake.called("recovery_code_renew"), "not before one says so").toEqual([]);
  await user.click(within(dialog).getByRole("button", { name: "Make a new code" }));
  expect(await screen.findByTestId("recovery-code")).toHaveTextContent(fake.code);
  await expectAccessible();
  await user.click(within(dialog).getByRole("button", { name: "Save as a file…" }));
  await waitFor(() =>
    expect(fake.called("recovery_code_save")).toEqual([
      { recovery_code: fake.code, path: "/media/stick/code.txt" },
    ]),
  );
  expect(fake.called("file_pick")).toEqual([
    { purpose: "save", suggested_name: "Recovery code of Brook & Sons.txt" },
  ]);
  await user.click(within(dialog).getByRole("button", { name: "Later" }));
  expect(await screen.findByRole("button", { name: "Recovery code not confirmed" })).toBeInTheDocument();

  await user.click(screen.getByRole("button", { name: "New recovery code…" }));
  dialog = await screen.findByRole("dialog", { name: "New recovery code" });
  await user.click(within(dialog).getByRole("button", { name: "Make a new code" }));
  await user.click(await within(dialog).findByRole("button", { name: "I have kept it" }));
  expect(screen.queryByTestId("recovery-code"), "out of sight while it is typed back").toBeNull();
  await user.type(await screen.findByRole("textbox", { name: "Recovery code" }), `${fake.code}{Enter}`);
  await waitFor(() => expect(screen.queryByRole("dialog")).not.toBeInTheDocument());
  expect(screen.queryByRole("button", { name: "Recovery code not confirmed" })).not.toBeInTheDocument();
});
