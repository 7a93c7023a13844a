import { screen, waitFor, within } from "@testing-library/react";
import { expect, it } from "vitest";
import type { FakeWorkspace } from "@/test/fake-workspace";
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
