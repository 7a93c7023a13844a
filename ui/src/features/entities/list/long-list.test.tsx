import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import { expect, it } from "vitest";
import { FakeWorkspace } from "@/test/fake-workspace";
import { entity } from "@/test/sample";
import { renderWindow } from "@/test/render";

const MILLION = 1_000_000;

function million() {
  const fake = new FakeWorkspace();
  fake.answer("entity_list", ({ offset, limit }) => ({
    entities: Array.from({ length: Math.min(limit, MILLION - offset) }, (_, step) =>
      entity("ticket", offset + step + 1, { subject: `Ticket ${offset + step + 1}` }),
    ),
    total: MILLION,
    issues: [],
    titles: [],
  }));
  return fake;
}

it("reaches the last of a million rows by key and comes back, with few rows in the page", async () => {
  const { user } = renderWindow(million(), "/tickets");
  await screen.findByText("Ticket 1");
  await user.keyboard("{End}");
  await screen.findByText("Ticket 1000000");
  const grid = screen.getByRole("grid", { name: "Tickets" });
  expect(within(grid).getAllByRole("row").length).toBeLessThanOrEqual(60);
  const body = within(grid).getAllByRole("rowgroup")[1]!;
  expect(Number.parseInt(body.style.height, 10)).toBeLessThan(8_000_001);
  await user.keyboard("{Home}");
  await screen.findByText("Ticket 1");
});

it("moves on by key while the row that one is at is still on its way", async () => {
  const fake = million();
  const { user } = renderWindow(fake, "/tickets");
  await screen.findByText("Ticket 1");
  fake.answer("entity_list", () => new Promise(() => undefined));
  await user.keyboard("{End}");
  const grid = screen.getByRole("grid", { name: "Tickets" });
  await waitFor(() => expect(grid.getAttribute("aria-activedescendant")).toMatch(/-999999$/));
  await user.keyboard("{Home}");
  await waitFor(() => expect(grid.getAttribute("aria-activedescendant")).toMatch(/-0$/));
  expect(await screen.findByText("Ticket 1")).toBeInTheDocument();
});

it("reaches the last row by the scroll bar, and moves by what the wheel says", async () => {
  const { fake } = renderWindow(million(), "/tickets");
  await screen.findByText("Ticket 1");
  const grid = screen.getByRole("grid", { name: "Tickets" });
  grid.scrollTop = 8_000_000 - 640;
  fireEvent.scroll(grid);
  await screen.findByText("Ticket 1000000");
  fireEvent.wheel(grid, { deltaY: -32 * 40 });
  await waitFor(() => expect(screen.queryByText("Ticket 1000000")).toBeNull());
  expect(await screen.findByText("Ticket 999960")).toBeInTheDocument();
  const asked = fake.called("entity_list").map(({ offset }) => offset);
  expect(Math.max(...asked)).toBe(999_900);
  expect(asked.length, "no page in between was asked for").toBeLessThan(12);
});
