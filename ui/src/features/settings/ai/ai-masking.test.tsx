import { screen, waitFor, within } from "@testing-library/react";
import type { UserEvent } from "@testing-library/user-event";
import { expect, it } from "vitest";
import { commandError, FakeWorkspace } from "@/test/fake-workspace";
import { expectAccessible, renderIn } from "@/test/render";
import { useAi } from "@/components/assistant/ai-availability";
import { AiMasking } from "./ai-masking";

function Masking({ mayConfigure = true }: { mayConfigure?: boolean }) {
  return <AiMasking rules={useAi().state?.rules} mayConfigure={mayConfigure} />;
}

const row = (name: RegExp) => screen.findByRole("row", { name });

async function choose(user: UserEvent, label: string, mask: string) {
  await user.click(await screen.findByRole("combobox", { name: `What leaves of ${label}` }));
  await user.click(await screen.findByRole("option", { name: mask }));
}

it("shows on the newest entity what would leave, before anything is kept", async () => {
  const { fake, user } = renderIn(<Masking />);
  expect(await screen.findByText(/Shown on CON-1 Anneliese Brückner/)).toBeInTheDocument();
  expect(await row(/^Emails/)).toHaveTextContent("⟨email_1⟩, ⟨email_2⟩");
  expect(await row(/^City/)).toHaveTextContent("Berlinthe same");
  await choose(user, "City", "Nothing");
  await waitFor(async () => expect(await row(/^City/)).toHaveTextContent("Berlinstays here"));
  expect(fake.called("ai_rules_set"), "looking keeps nothing").toEqual([]);
  await expectAccessible();
  await user.click(screen.getByRole("button", { name: "Keep 1 change" }));
  await waitFor(() => expect(fake.provider.state.rules.masks).toEqual({ contact: { city: "drop" } }));
  await waitFor(() => expect(screen.queryByRole("group", { name: "Not kept yet" })).toBeNull());
  expect(fake.called("ai_rules_set")[0]?.rules.closed_kinds, "other rules stay").toEqual([]);
});

it("says of what more would leave, and goes back to what is declared", async () => {
  const { user } = renderIn(<Masking />);
  await choose(user, "Emails", "As it is");
  expect(await screen.findByText("More leaves of Emails")).toBeInTheDocument();
  await user.click(await screen.findByRole("button", { name: "Emails: back to a placeholder, as declared" }));
  expect(screen.queryByText("More leaves of Emails")).toBeNull();
  expect(screen.queryByRole("group", { name: "Not kept yet" })).toBeNull();
  await choose(user, "City", "Nothing");
  await choose(user, "Company", "A placeholder");
  expect(screen.getByRole("button", { name: "Keep 2 changes" })).toBeInTheDocument();
  await user.click(screen.getByRole("button", { name: "All contacts as declared" }));
  expect(screen.queryByRole("group", { name: "Not kept yet" })).toBeNull();
});

it("keeps what is chosen of one kind while another is looked at, and discards all of it", async () => {
  const { user } = renderIn(<Masking />);
  await choose(user, "City", "Nothing");
  const kinds = screen.getByRole("radiogroup", { name: "Kind" });
  await user.click(within(kinds).getByRole("radio", { name: "Deals" }));
  await choose(user, "Next step", "A placeholder");
  await user.click(screen.getByRole("button", { name: "Discard" }));
  await user.click(within(kinds).getByRole("radio", { name: "Contacts" }));
  expect(await screen.findByRole("combobox", { name: "What leaves of City" })).toHaveTextContent("As it is");
});

it("holds restricted and protected fields fast and says why", async () => {
  const { user } = renderIn(<Masking />);
  const kinds = await screen.findByRole("radiogroup", { name: "Kind" });
  await user.click(within(kinds).getByRole("radio", { name: "Candidates" }));
  expect(await row(/^Salary expectation/)).toHaveTextContent(/Nothing, fixed. Restricted: never read/);
  expect(await row(/^Gender/)).toHaveTextContent(/Protected: never read/);
  expect(screen.queryByRole("combobox", { name: "What leaves of Gender" })).toBeNull();
  await expectAccessible();
});

it("keeps the choice on screen when the core refuses it", async () => {
  const fake = new FakeWorkspace();
  fake.answer("ai_rules_set", () => {
    throw commandError("invalid_arguments", "company has no such field: reload and choose again");
  });
  const { user } = renderIn(<Masking />, fake);
  await choose(user, "City", "Nothing");
  await user.click(screen.getByRole("button", { name: "Keep 1 change" }));
  expect(await screen.findByText(/reload and choose again/)).toBeInTheDocument();
  expect(screen.getByRole("combobox", { name: "What leaves of City" })).toHaveTextContent("Nothing");
});

it("says that there is nothing to show it on, and lets those who may only look, look", async () => {
  const fake = new FakeWorkspace();
  fake.provider.masking.entities = [];
  renderIn(<Masking mayConfigure={false} />, fake);
  expect(await screen.findByText(/Nothing to show it on: there is no contact/)).toBeInTheDocument();
  expect(await row(/^Emails/)).toHaveTextContent("A placeholder");
  expect(screen.queryByRole("combobox")).toBeNull();
});
