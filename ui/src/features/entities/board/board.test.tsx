import { act, fireEvent, screen, waitFor, within } from "@testing-library/react";
import { expect, it, vi } from "vitest";
import { FakeWorkspace, commandError } from "@/test/fake-workspace";
import { sampleEntities } from "@/test/sample";
import { expectAccessible, renderWindow } from "@/test/render";

const column = (name: string) => screen.findByRole("region", { name: new RegExp(`^${name},`) });
const cards = async (name: string) =>
  within(await column(name))
    .queryAllByRole("button")
    .map((card) => card.dataset["card"]);

const header = async (name: string) => within(await column(name)).getByRole("heading").parentElement;

async function board(fake = new FakeWorkspace()) {
  const view = renderWindow(fake, "/deals");
  await screen.findByText("Kranich Optik renewal");
  await view.user.keyboard("b");
  await screen.findByRole("group", { name: "Board of deals" });
  await screen.findByText("Kranich Optik renewal");
  return view;
}

async function at(card: string) {
  const element = document.querySelector<HTMLElement>(`[data-card="${card}"]`)!;
  await act(async () => {
    fireEvent.pointerDown(element, { button: 0 });
    fireEvent.pointerUp(window);
    element.focus();
  });
  return element;
}

it("shows each stage with its count and worth, and remembers that it is a board", async () => {
  const { fake } = await board();
  const proposal = await column("Proposal");
  expect(proposal).toHaveAccessibleName("Proposal, 1 deal");
  await waitFor(() => expect(proposal).toHaveTextContent("EUR 12,000≈ EUR 6,000"));
  expect(await column("Negotiation")).toHaveTextContent("JPY 4,500,000");
  expect(await column("Lost")).toHaveTextContent("None here");
  await waitFor(() => expect(fake.views[0]).toMatchObject({ name: null, layout: "board" }));
  await expectAccessible();
});

it("moves a card by keys, says so, and takes it back by one undo", async () => {
  const { fake, user } = await board();
  await at("DEAL-1");
  await user.keyboard(" ");
  expect(screen.getByText(/DEAL-1 Kranich Optik renewal lifted from Proposal/)).toBeInTheDocument();
  await user.keyboard("{ArrowRight} ");
  await waitFor(() => expect(fake.find("DEAL-1").fields["stage"]).toBe("negotiation"));
  expect(fake.called("entity_update")[0]).toMatchObject({ revision: 1, patch: { stage: "negotiation" } });
  await waitFor(async () => expect(await cards("Negotiation")).toContain("DEAL-1"));
  await waitFor(() => expect(document.activeElement).toHaveAttribute("data-card", "DEAL-1"));
  await user.click(await screen.findByRole("button", { name: "Undo" }));
  await waitFor(async () => expect(await cards("Proposal")).toEqual(["DEAL-1"]));
});

it("puts a lifted card back by Esc, without a write", async () => {
  const { fake, user } = await board();
  await at("DEAL-1");
  await user.keyboard(" {ArrowRight}{Escape}");
  expect(screen.getByText("DEAL-1 stays in Proposal")).toBeInTheDocument();
  expect(await cards("Proposal")).toEqual(["DEAL-1"]);
  expect(fake.called("entity_update")).toEqual([]);
});

it("asks for what a stage requires, and puts the card back when one leaves the question", async () => {
  const { fake, user } = await board();
  await at("DEAL-2");
  await user.keyboard(" {ArrowRight}{ArrowRight} ");
  const dialog = await screen.findByRole("dialog", { name: "Move to Lost" });
  const held = ["negotiation", "lost"].map(
    (key) => document.querySelector(`[data-stage="${key}"]`)!.textContent,
  );
  expect(held, "nothing has moved yet, no count and no sum").toEqual([
    expect.stringMatching(/^Negotiation1JPY 4,500,000.*Hailan pilot/),
    expect.stringMatching(/^Lost0None here/),
  ]);
  await user.keyboard("{Escape}");
  await waitFor(() => expect(dialog).not.toBeInTheDocument());
  expect(await cards("Negotiation")).toEqual(["DEAL-2"]);
  await waitFor(() => expect(document.activeElement).toHaveAttribute("data-card", "DEAL-2"));
  expect(fake.called("entity_update")).toEqual([]);
});

it("moves a card that was asked about only once it is answered, and the keys go along", async () => {
  const { fake, user } = await board();
  await at("DEAL-2");
  await user.keyboard(" {ArrowRight}{ArrowRight} ");
  const dialog = await screen.findByRole("dialog", { name: "Move to Lost" });
  await user.click(within(dialog).getByRole("combobox", { name: "Lost reason" }));
  await user.click(await screen.findByRole("option", { name: "Price" }));
  await user.click(within(dialog).getByRole("button", { name: "Move to Lost" }));
  await waitFor(() => expect(fake.find("DEAL-2").fields["stage"]).toBe("lost"));
  await waitFor(async () => expect(await cards("Lost")).toEqual(["DEAL-2"]));
  expect(await cards("Negotiation")).toEqual([]);
  await waitFor(() => expect(document.activeElement).toHaveAttribute("data-card", "DEAL-2"));
});

it("moves the counts and sums with the card before the core answers, and back when it refuses", async () => {
  const { fake, user } = await board();
  await waitFor(async () => expect(await header("Proposal")).toHaveTextContent("Proposal1EUR 12,000"));
  const answer: { refuse?: () => void } = {};
  const held = new Promise<never>((_, reject) => {
    answer.refuse = () => reject(commandError("denied", "you may not change DEAL-1"));
  });
  fake.answer("entity_update", () => held);
  const asked = fake.called("board_totals").length;
  await at("DEAL-1");
  await user.keyboard(" {ArrowRight} ");
  await waitFor(async () => expect(await header("Negotiation")).toHaveTextContent(/^Negotiation2.*\+1$/));
  expect(await header("Proposal")).toHaveTextContent(/^Proposal0$/);
  expect((await header("Negotiation"))?.querySelector("[title]")).toHaveAttribute(
    "title",
    expect.stringContaining("EUR 12,000, weighted EUR 7,200"),
  );
  expect(fake.called("board_totals"), "nobody was asked for it").toHaveLength(asked);
  answer.refuse?.();
  await screen.findAllByText("You may not change DEAL-1");
  await waitFor(async () => expect(await header("Proposal")).toHaveTextContent("Proposal1EUR 12,000"));
  expect(await header("Negotiation")).toHaveTextContent(/^Negotiation1JPY 4,500,000/);
});

it("puts a card back when the core refuses the move, and says why", async () => {
  const { fake, user } = await board();
  fake.answer("entity_update", () => {
    throw commandError("denied", "you may not change DEAL-1");
  });
  await at("DEAL-1");
  await user.keyboard(" {ArrowLeft} ");
  await screen.findAllByText("You may not change DEAL-1");
  await waitFor(async () => expect(await cards("Proposal")).toEqual(["DEAL-1"]));
  expect(await cards("Qualification")).toEqual(["DEAL-3"]);
});

it("moves a card by the pointer to the column under it", async () => {
  const { fake } = await board();
  const names = ["Qualification", "Proposal", "Negotiation", "Won", "Lost"];
  for (const [index, name] of names.entries()) {
    const rect = new DOMRect(index * 280, 0, 272, 600);
    vi.spyOn(await column(name), "getBoundingClientRect").mockReturnValue(rect);
  }
  const card = document.querySelector<HTMLElement>('[data-card="DEAL-1"]')!;
  fireEvent.pointerDown(card, { button: 0, clientX: 300, clientY: 90 });
  fireEvent.pointerMove(window, { clientX: 302, clientY: 91 });
  expect(card, "a shaky press is no drag").toHaveAttribute("aria-pressed", "false");
  fireEvent.pointerMove(window, { clientX: 20, clientY: 120 });
  expect(card).toHaveAttribute("aria-pressed", "true");
  fireEvent.pointerUp(window, { clientX: 20, clientY: 120 });
  await waitFor(() => expect(fake.find("DEAL-1").fields["stage"]).toBe("qualification"));
});

it("walks the cards by arrows over columns that hold some, and opens and comes back", async () => {
  const { user } = await board();
  await at("DEAL-3");
  await user.keyboard("{ArrowRight}{ArrowRight}");
  await waitFor(() => expect(document.activeElement).toHaveAttribute("data-card", "DEAL-2"));
  await user.keyboard("{Enter}");
  await screen.findByRole("heading", { level: 1, name: "Hailan pilot" });
  await user.keyboard("{Escape}");
  await screen.findByRole("group", { name: "Board of deals" });
});

it("renders the cards in sight alone, and reaches the others", async () => {
  const fake = new FakeWorkspace(sampleEntities(4000));
  const { user } = renderWindow(fake, "/tickets");
  await screen.findByText("Invoices arrive twice");
  await user.keyboard("b");
  const fresh = await screen.findByRole("region", { name: "New, 1,001 tickets" });
  await waitFor(() => expect(within(fresh).queryAllByRole("button").length).toBeGreaterThan(5));
  expect(screen.getAllByRole("listitem").length).toBeLessThan(120);
});
