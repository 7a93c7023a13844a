import { screen, waitFor, within } from "@testing-library/react";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { FakeWorkspace } from "@/test/fake-workspace";
import { expectAccessible, renderWindow } from "@/test/render";
import { entity, NOW } from "@/test/sample";

beforeEach(() => vi.useFakeTimers({ toFake: ["Date"], now: NOW }));
afterEach(() => vi.useRealTimers());

const task = (number: number, title: string, due: string, owner = "m-dana") =>
  entity("task", number, { title, due, owner, stage: "todo" });

function workspace() {
  return new FakeWorkspace([
    task(1, "Call Anneliese", "2026-11-19"),
    task(2, "Send the offer", "2026-11-21"),
    task(3, "Plan the fair", "2026-11-25"),
    task(4, "Far away", "2027-03-01"),
    task(5, "Somebody else’s", "2026-11-19", "m-li"),
    entity("ticket", 1, {
      subject: "Never answered",
      owner: "m-dana",
      stage: "new",
      first_response_due: "2026-11-21T10:00:00Z",
      due_at: "2026-11-23T10:00:00Z",
    }),
    entity("ticket", 2, {
      subject: "Answered in time",
      owner: "m-dana",
      stage: "open",
      first_response_due: "2026-11-21T10:00:00Z",
      first_responded_at: "2026-11-21T09:00:00Z",
    }),
    entity("ticket", 3, {
      subject: "Late in both",
      owner: "m-dana",
      stage: "open",
      first_response_due: "2026-11-21T10:00:00Z",
      due_at: "2026-11-21T11:00:00Z",
    }),
    entity("ticket", 4, {
      subject: "To be answered this evening",
      owner: "m-dana",
      stage: "new",
      first_response_due: "2026-11-21T20:00:00Z",
    }),
    entity("deal", 1, {
      name: "Renewal",
      owner: "m-dana",
      stage: "proposal",
      close_date: "2026-11-18",
    }),
  ]);
}

const rows = (section: string) =>
  within(screen.getByRole("region", { name: section }))
    .getAllByRole("listitem")
    .map((item) => item.textContent);

it("gathers what is mine and calls for something, each where it belongs", async () => {
  renderWindow(workspace(), "/my-day");
  await screen.findByText("Call Anneliese");
  await screen.findByText("Never answered");
  await screen.findByText("Renewal");
  expect(rows("Overdue").join()).toMatch(/Call Anneliese.*TASK-1/);
  expect(rows("Today").join()).toContain("Send the offer");
  expect(screen.getByText("Plan the fair")).toBeInTheDocument();
  expect(rows("Tickets past their target").join()).toContain("first answer 2h late");
  expect(rows("Tickets past their target").join()).toMatch(/first answer 2h late, resolution 1h late/);
  expect(rows("Deals to look after"), "one deal with two reasons is one row").toHaveLength(1);
  expect(rows("Deals to look after").join()).toMatch(/was to close .*, no next step/);
  for (const absent of ["Far away", "Somebody else’s", "Answered in time", "To be answered this evening"])
    expect(screen.queryByText(absent)).not.toBeInTheDocument();
  await expectAccessible();
});

it("is reached by G then M, and done through by keys alone", async () => {
  const { fake, user } = renderWindow(workspace(), "/contacts");
  await screen.findByRole("navigation", { name: "Workspace" });
  await user.keyboard("gm");
  await screen.findByText("Call Anneliese");
  await screen.findByText("Renewal");
  await user.keyboard("jd");
  await waitFor(() => expect(fake.find("TASK-1").fields["stage"]).toBe("done"));
  await waitFor(() => expect(screen.queryByText("Call Anneliese")).not.toBeInTheDocument());
  await waitFor(() =>
    expect(document.activeElement, "the focus goes on to what comes next").toHaveTextContent(
      "Send the offer",
    ),
  );
  await user.keyboard("t");
  await waitFor(() => expect(fake.find("TASK-2").fields["due"]).toBe("2026-11-22"));
});

it("says that nothing calls, and offers the first step", async () => {
  const { user } = renderWindow(new FakeWorkspace([]), "/my-day");
  await screen.findByText("Nothing calls for you today");
  await user.click(screen.getByRole("button", { name: "Plan a task" }));
  expect(await screen.findByRole("dialog", { name: "New task" })).toBeInTheDocument();
});

it("brings a reminder that stays until it is answered, and can come again later", async () => {
  const { fake, user } = renderWindow(workspace(), "/contacts");
  await screen.findByRole("navigation", { name: "Workspace" });
  fake.emit({ event: "reminder", entity: "TASK-1", title: "Call Anneliese", due: "2026-11-19" });
  expect((await screen.findAllByText(/Reminder of TASK-1/)).length).toBeGreaterThan(0);
  await user.click(screen.getByRole("button", { name: "In 1 hour" }));
  await waitFor(() => {
    const at = Date.parse(String(fake.find("TASK-1").fields["remind_at"]));
    expect(Math.round((at - NOW) / 60_000)).toBe(60);
  });
});

it("brings what time alone made late", async () => {
  const { fake } = renderWindow(workspace(), "/my-day");
  await screen.findByText("Call Anneliese");
  await screen.findByText("Send the offer");
  expect(fake.called("entity_list").at(-1)?.filter).not.toContain("2026-11-22");
  expect(rows("Today").join()).toContain("Send the offer");
  vi.setSystemTime(NOW + 24 * 3_600_000);
  // The clock of the window looks again once somebody else begins to look, as after a minute.
  window.location.hash = "/contacts";
  await waitFor(() => expect(screen.queryByText("Send the offer")).not.toBeInTheDocument());
  window.location.hash = "/my-day";
  await waitFor(() => expect(rows("Overdue").join()).toContain("Send the offer"));
});
