import { screen, waitFor, within } from "@testing-library/react";
import { expect, it } from "vitest";
import { FakeWorkspace } from "@/test/fake-workspace";
import { entity, sampleEntities } from "@/test/sample";
import { expectAccessible, renderWindow } from "@/test/render";

const bar = () => screen.findByRole("toolbar", { name: "Chosen rows" });

async function deals(fake = new FakeWorkspace()) {
  const view = renderWindow(fake, "/deals");
  await screen.findByText("Kranich Optik renewal");
  return view;
}

it("changes all that match a filter but those taken out", async () => {
  const fake = new FakeWorkspace(sampleEntities(250));
  const { user } = renderWindow(fake, "/tickets");
  await screen.findByText("Invoices arrive twice");
  await user.keyboard("x");
  await user.click(within(await bar()).getByRole("button", { name: "Select all 252 that match" }));
  await user.keyboard("jx");
  expect(await bar()).toHaveTextContent("251 rows chosen");
  await user.keyboard("a");
  const dialog = await screen.findByRole("dialog", { name: "Owner of 251 tickets" });
  await user.type(within(dialog).getByRole("combobox"), "li wei{Enter}");
  await waitFor(() => expect(fake.called("bulk_start")).toHaveLength(1));
  expect(fake.called("bulk_start")[0]).toMatchObject({
    kind: "ticket",
    selection: { select: "matching", filter: "", except: [expect.any(String)] },
    change: { change: "set", patch: { owner: "m-li" } },
  });
  await waitFor(() => expect(screen.queryByRole("toolbar", { name: "Chosen rows" })).toBeNull());
});

it("sets the stage of the chosen rows, asks once for what it requires, and undoes all by one", async () => {
  const { fake, user } = await deals();
  await user.keyboard("xjxs");
  const dialog = await screen.findByRole("dialog", { name: "Stage of 2 deals" });
  await expectAccessible();
  await user.type(within(dialog).getByRole("combobox"), "lost{Enter}");
  const reason = await screen.findByRole("dialog", { name: "Move 2 deals to Lost" });
  await user.click(within(reason).getByRole("button", { name: "Move to Lost" }));
  expect(await within(reason).findByRole("alert")).toHaveTextContent("Lost reason is needed");
  await user.click(within(reason).getByRole("combobox", { name: "Lost reason" }));
  await user.click(await screen.findByRole("option", { name: "Price" }));
  await user.click(within(reason).getByRole("button", { name: "Move to Lost" }));
  await waitFor(() =>
    expect(fake.find("DEAL-2").fields).toMatchObject({ stage: "lost", lost_reason: "price" }),
  );
  await user.click(await screen.findByRole("button", { name: "Undo" }));
  await waitFor(() => expect(fake.find("DEAL-1").fields["stage"]).toBe("proposal"));
  expect(fake.find("DEAL-2").fields["stage"]).toBe("negotiation");
});

it("turns candidates away one at a time only, each with a reason of its own", async () => {
  const people = sampleEntities().filter(({ kind }) => kind === "candidate");
  const other = entity("candidate", 50, { first_name: "Sam", last_name: "Roe", stage: "screen" });
  const { fake, user } = renderWindow(new FakeWorkspace([...people, other]), "/candidates");
  await screen.findByText("Sam Roe");
  await user.keyboard("xjxs");
  const list = await screen.findByRole("combobox", { name: "Set stage to" });
  const option = screen.getByRole("option", { name: /^Rejected.*One at a time, each with its reason/ });
  expect(option).toHaveAttribute("aria-disabled", "true");
  await user.type(list, "rejected{Enter}");
  expect(screen.getByText(/Rejected cannot be chosen here: one at a time/)).toHaveAttribute("role", "status");
  await expectAccessible();
  await user.keyboard("{Escape}{Escape}s");
  await user.type(await screen.findByRole("combobox", { name: "Set stage to" }), "rejected{Enter}");
  const reason = await screen.findByRole("textbox", { name: "Rejection reason" });
  await user.type(reason, "Wants to work elsewhere");
  await user.click(screen.getByRole("button", { name: "Move to Rejected" }));
  const rejected = () => fake.entities.filter(({ fields }) => fields["stage"] === "rejected");
  await waitFor(() => expect(rejected()).toHaveLength(1));
  expect(rejected()[0]?.fields["rejection_reason"]).toBe("Wants to work elsewhere");
});

it("adds and removes tags", async () => {
  const { fake, user } = await deals();
  await user.keyboard("l");
  const dialog = await screen.findByRole("dialog", { name: "Tags of DEAL-1 Kranich Optik renewal" });
  await user.type(within(dialog).getByRole("combobox", { name: "Add" }), "key account,");
  await user.type(within(dialog).getByRole("combobox", { name: "Remove" }), "renewal,");
  await user.click(within(dialog).getByRole("button", { name: "Change tags" }));
  await waitFor(() => expect(fake.find("DEAL-1").fields["tags"]).toEqual(["key account"]));
  await screen.findByRole("button", { name: "Undo" });
  const said = screen.getAllByRole("dialog").filter((toast) => toast.textContent.includes("Changed 1 deals"));
  expect(said, "the end is said once, with the way back").toHaveLength(1);
});

it("sets any field of the chosen rows", async () => {
  const { fake, user } = await deals();
  await user.keyboard("xe");
  await user.type(await screen.findByRole("combobox", { name: "Which field" }), "next{Enter}");
  const dialog = await screen.findByRole("dialog", { name: /^Next step of/ });
  const field = await within(dialog).findByRole("textbox", { name: "Next step" });
  await user.clear(field);
  await user.type(field, "Call them{Enter}");
  await waitFor(() => expect(fake.find("DEAL-1").fields["next_step"]).toBe("Call them"));
});

it("shows how far a long change is, and stops it", async () => {
  const fake = new FakeWorkspace();
  fake.jobMillis = 60_000;
  const { user } = await deals(fake);
  await user.keyboard("x{Delete}");
  const foot = await screen.findByRole("toolbar", { name: "Change under way" });
  expect(within(foot).getByRole("progressbar")).toBeInTheDocument();
  await user.click(within(foot).getByRole("button", { name: "Cancel" }));
  expect(await screen.findByText("Stopped: nothing was changed")).toBeInTheDocument();
  expect(fake.find("DEAL-1").deleted_at).toBeNull();
});

it("lists what was left as it is, with why", async () => {
  const fake = new FakeWorkspace();
  fake.answer("bulk_start", () => ({
    id: 9,
    title: "Change 2 deals",
    done: 2,
    total: 2,
    state: {
      state: "finished",
      import: null,
      left_out: [{ entity: "DEAL-2 Hailan pilot", reason: "somebody else owns it" }],
      summary: "moved 1 deal to Won; 1 was left as it is",
    },
  }));
  const { user } = await deals(fake);
  await user.keyboard("xjxs");
  await user.type(await screen.findByRole("combobox", { name: "Set stage to" }), "won{Enter}");
  await user.click(await screen.findByRole("button", { name: "Show why" }));
  const dialog = await screen.findByRole("dialog", { name: "Left as they are" });
  expect(dialog).toHaveTextContent("DEAL-2 Hailan pilot");
  expect(dialog).toHaveTextContent("Somebody else owns it");
  await expectAccessible();
});
