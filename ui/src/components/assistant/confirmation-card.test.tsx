import { screen, within } from "@testing-library/react";
import { expect, it } from "vitest";
import type { ConfirmationCard as Card } from "@/ipc/bindings";
import { expectAccessible, renderIn } from "@/test/render";
import { ConfirmationCard } from "./confirmation-card";

function card(part: Partial<Card>): Card {
  return {
    id: "k-1",
    conversation: "v-1",
    sentence: "move DEAL-7 Acme renewal to Won",
    state: "pending",
    note: null,
    opened_at: Date.now(),
    expires_at: Date.now() + 1000,
    change_set: null,
    ...part,
  };
}

it("is answered in the confirmation window only, and brings that up", async () => {
  const { fake, user } = renderIn(<ConfirmationCard card={card({})} />);
  fake.answer("confirmation_show", () => ({}));
  const asked = await screen.findByRole("region", { name: /move DEAL-7/ });
  expect(within(asked).getByText("Waits for you")).toBeInTheDocument();
  expect(within(asked).getAllByRole("button"), "nothing here says yes or no").toHaveLength(1);
  await user.click(within(asked).getByRole("button", { name: /Review/ }));
  expect(fake.called("confirmation_show")).toEqual([{ id: "k-1" }]);
  expect(fake.called("confirmation_resolve")).toEqual([]);
  await expectAccessible();
});

it("says what the person said when they declined, and why it failed", async () => {
  renderIn(
    <>
      <ConfirmationCard card={card({ state: "declined", note: "not this month" })} />
      <ConfirmationCard card={card({ id: "k-2", state: "failed", note: "DEAL-7 is in the trash" })} />
    </>,
  );
  expect(await screen.findByText("You said: not this month")).toBeInTheDocument();
  expect(screen.getByText("DEAL-7 is in the trash")).toBeInTheDocument();
  expect(screen.queryByRole("button")).not.toBeInTheDocument();
});

it("takes the whole change back and says so on the card", async () => {
  const { fake, user } = renderIn(<ConfirmationCard card={card({ state: "executed", change_set: "c-9" })} />);
  await user.click(await screen.findByRole("button", { name: "Undo" }));
  expect(fake.called("change_set_undo")).toEqual([{ change_set: "c-9" }]);
  expect(await screen.findByText("Done, then taken back")).toBeInTheDocument();
  expect(screen.queryByRole("button", { name: "Undo" })).not.toBeInTheDocument();
});
