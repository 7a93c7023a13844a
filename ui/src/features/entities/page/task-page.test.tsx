import { screen, waitFor, within } from "@testing-library/react";
import { expect, it } from "vitest";
import { FakeWorkspace } from "@/test/fake-workspace";
import { expectAccessible, renderWindow } from "@/test/render";
import { entity } from "@/test/sample";

async function page(address: string, fake?: FakeWorkspace) {
  const view = renderWindow(fake, address);
  await screen.findByRole("heading", { level: 1 });
  return view;
}

const at = (ms: number) => new Date(Date.now() + ms).toISOString();

const steps = () => screen.getByRole("region", { name: /Sub-tasks/ });

it("adds steps where they stand and ticks them off", async () => {
  const { fake, user } = await page("/tasks/TASK-1");
  await user.type(screen.getByRole("textbox", { name: "Add a sub-task" }), "Find the number{Enter}");
  await waitFor(() =>
    expect(fake.called("entity_create")[0]?.draft.fields).toMatchObject({
      title: "Find the number",
      about: "task-1",
    }),
  );
  const box = await within(steps()).findByRole("checkbox", { name: "Find the number: done" });
  expect(box).not.toBeChecked();
  await user.click(box);
  await waitFor(() => expect(box).toBeChecked());
  expect(steps()).toHaveTextContent("1 of 1 done");
  await expectAccessible();
});

it("is done by D, and open again by D", async () => {
  const { fake, user } = await page("/tasks/TASK-1");
  await user.keyboard("d");
  await waitFor(() => expect(fake.find("TASK-1").fields["stage"]).toBe("done"));
  await screen.findByRole("radio", { name: "Done", checked: true });
  await user.keyboard("d");
  await waitFor(() => expect(fake.find("TASK-1").fields["stage"]).toBe("todo"));
});

it("sets a reminder by one of the usual times and takes it back", async () => {
  const { fake, user } = await page("/tasks/TASK-2");
  await user.click(screen.getByRole("button", { name: "Choose a time for the reminder" }));
  await user.click(await screen.findByRole("menuitem", { name: "Tomorrow, 9:00" }));
  await waitFor(() => expect(fake.find("TASK-2").fields["remind_at"]).toMatch(/^\d{4}-.*Z$/));
  await user.click(screen.getByRole("button", { name: "Choose a time for the reminder" }));
  await user.click(await screen.findByRole("menuitem", { name: /^Not at/ }));
  await waitFor(() => expect(fake.find("TASK-2").fields["remind_at"]).toBeUndefined());
});

it("shows the beginning of a long CV, and all of it when asked", async () => {
  const cv = `${"Built things that lasted. ".repeat(200)}The end.`;
  const fake = new FakeWorkspace([entity("candidate", 1, { first_name: "Ioana", cv })]);
  const { user } = await page("/candidates/CAN-1", fake);
  expect(screen.queryByText(/The end\./)).not.toBeInTheDocument();
  await user.click(screen.getByRole("button", { name: /Show all 802 words/ }));
  expect(screen.getByText(/The end\./)).toBeInTheDocument();
});

it("says in words how long is left to answer a ticket, and that it is late", async () => {
  const hour = 3_600_000;
  const fake = new FakeWorkspace([
    entity("ticket", 1, {
      subject: "Printer",
      stage: "open",
      first_response_due: at(-2 * hour - 1000),
      due_at: at(5 * hour + 30_000),
    }),
  ]);
  await page("/tickets/TIC-1", fake);
  const header = screen.getByRole("heading", { level: 1 }).closest("header");
  expect(header).toHaveTextContent("First responseoverdue by 2h");
  expect(header).toHaveTextContent("Resolution5h left");
});
