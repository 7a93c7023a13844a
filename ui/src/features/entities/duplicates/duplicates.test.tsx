import { screen, waitFor, within } from "@testing-library/react";
import { expect, it } from "vitest";
import { FakeWorkspace } from "@/test/fake-workspace";
import { entity, sampleEntities } from "@/test/sample";
import { expectAccessible, renderIn, renderWindow } from "@/test/render";
import { DuplicateNotice } from "./duplicate-notice";

function twice() {
  const again = entity("contact", 77, {
    first_name: "Anneliese",
    last_name: "Brueckner",
    emails: ["anneliese@kranich.example", "ab@fair.example"],
    company: "Kranich Optik",
    job_title: "Buyer",
  });
  return new FakeWorkspace([...sampleEntities(), again]);
}

it("finds what is there twice, compares it and makes it one, with a way back", async () => {
  const { fake, user } = renderWindow(twice(), "/contacts");
  await screen.findByText("Anneliese Brueckner");
  await user.click(screen.getByRole("button", { name: "More for this list" }));
  await user.click(await screen.findByRole("menuitem", { name: "Find duplicates" }));
  await screen.findByText("Same email address");
  await expectAccessible();
  await user.keyboard("j{Enter}");
  const dialog = await screen.findByRole("dialog", { name: "Merge two contacts" });
  await expectAccessible();
  const emails = within(dialog).getByRole("radiogroup", { name: "Emails" });
  expect(within(emails).getAllByRole("radio")[2], "lists are united").toBeChecked();
  const lastName = within(dialog).getByRole("radiogroup", { name: "Last name" });
  expect(within(lastName).getByRole("radio", { name: "Brückner" })).toBeChecked();
  within(lastName).getByRole("radio", { name: "Brückner" }).focus();
  await user.keyboard("{ArrowRight}");
  await user.click(within(dialog).getByRole("button", { name: "Merge into CON-1" }));
  await screen.findByText("No duplicates found");
  expect(fake.called("entity_merge")[0]).toEqual({
    keep: "contact-1",
    gone: "contact-77",
    patch: {
      last_name: "Brueckner",
      emails: ["anneliese@kranich.example", "a.brueckner@post.example", "ab@fair.example"],
      job_title: "Buyer",
    },
  });
  await user.click(await screen.findByRole("button", { name: "Undo" }));
  await screen.findByText("Same email address");
});

it("lets the other one stay", async () => {
  const { fake, user } = renderWindow(twice(), "/duplicates?kind=contact");
  await user.click(await screen.findByRole("button", { name: "Compare CON-1 and CON-77" }));
  const dialog = await screen.findByRole("dialog", { name: "Merge two contacts" });
  await user.click(within(dialog).getByRole("button", { name: "Swap" }));
  await user.click(within(dialog).getByRole("button", { name: "Merge into CON-77" }));
  await waitFor(() => expect(fake.called("entity_merge")[0]).toMatchObject({ keep: "contact-77" }));
  const { patch } = fake.called("entity_merge")[0]!;
  expect(patch["last_name"], "what stays keeps its own").toBeUndefined();
  expect(patch["tags"]).toEqual(["key account", "fair"]);
});

it("warns while one is made that it may be there already", async () => {
  const fake = new FakeWorkspace();
  const { user } = renderWindow(fake, "/contacts");
  await screen.findByText("Anneliese Brückner");
  await user.keyboard("c");
  const dialog = await screen.findByRole("dialog", { name: "New contact" });
  fake.answer("entity_list", ({ filter }) =>
    filter === "emails:anneliese@kranich.example"
      ? { entities: [fake.find("CON-1")], total: 1, issues: [], titles: [] }
      : { entities: [], total: 0, issues: [], titles: [] },
  );
  await user.type(
    within(dialog).getByRole("combobox", { name: "Emails" }),
    "anneliese@kranich.example{Enter}",
  );
  await user.click(await within(dialog).findByRole("button", { name: "CON-1 Anneliese Brückner" }));
  await screen.findByRole("heading", { level: 1, name: "Anneliese Brückner" });
});

it("says quietly of an entity that it may be another one, and nothing of one that is there once", async () => {
  const fake = twice();
  renderIn(
    <>
      <DuplicateNotice entity={fake.find("CON-5")} />
      <DuplicateNotice entity={fake.find("CON-1")} />
    </>,
    fake,
  );
  expect(await screen.findByRole("note")).toHaveTextContent("May be the same as CON-77 Anneliese Brueckner");
  expect(screen.getAllByRole("note")).toHaveLength(1);
});

it("takes two for two when somebody says so, on the page of duplicates, with a way back", async () => {
  const { fake, user } = renderWindow(twice(), "/duplicates?kind=contact");
  await user.click(await screen.findByRole("button", { name: "CON-1 and CON-77 are not the same" }));
  await screen.findByText("No duplicates found");
  expect(fake.called("duplicates_dismiss")).toEqual([{ a: "contact-1", b: "contact-77", same: false }]);
  expect(screen.getByRole("region", { name: "Duplicates among contacts" })).toHaveFocus();
  await expectAccessible();
  await user.click(await screen.findByRole("button", { name: "Undo" }));
  expect(await screen.findByText("Same email address")).toBeInTheDocument();
  expect(fake.called("duplicates_dismiss")[1]).toEqual({ a: "contact-1", b: "contact-77", same: true });
});

it("takes two for two on the page of one of them, whose keys work on", async () => {
  const { fake, user } = renderWindow(twice(), "/contacts/CON-1");
  await user.click(await screen.findByRole("button", { name: "CON-1 and CON-77 are not the same" }));
  await waitFor(() => expect(screen.queryByRole("note")).not.toBeInTheDocument());
  expect(fake.called("duplicates_dismiss")).toHaveLength(1);
  await waitFor(() => expect(screen.getByRole("article")).toHaveFocus());
});
