import { render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";
import type { ShownChange } from "@/ipc/bindings";
import { Providers } from "@/app/providers";
import { setTransport } from "@/ipc/transport";
import { FakeWorkspace } from "@/test/fake-workspace";
import { expectAccessible } from "@/test/render";
import { ShownChanges } from "./shown-changes";

const change = (part: Partial<ShownChange>): ShownChange => ({
  reference: "CON-9",
  title: "Ada Byron",
  op: "update",
  field: null,
  label: null,
  old: null,
  new: null,
  follows: false,
  ...part,
});

function show(changes: ShownChange[]) {
  setTransport(new FakeWorkspace());
  render(
    <Providers>
      <ShownChanges changes={changes} />
    </Providers>,
  );
}

it("shows all that a new entity would hold, and no reference that it may not get", async () => {
  show([
    change({
      op: "create",
      new: {
        first_name: "Ada",
        emails: ["ada@byron.example", "a@b.example"],
        do_not_contact: false,
        budget: { minor: 120_050, currency: "EUR" },
        weight: 1234.5678901,
        city: "",
      },
    }),
  ]);
  const contact = screen.getByRole("region", { name: "Ada Byron" });
  expect(contact).toHaveTextContent("Ada Byronis created");
  expect(within(contact).queryByText("CON-9")).toBeNull();
  expect(within(contact).getByText("first name").closest("div")).toHaveTextContent("Ada");
  for (const value of ["ada@byron.example", "a@b.example", "No", "EUR 1,200.50", "1,234.5678901", "nothing"])
    expect(within(contact).getByText(value)).toBeInTheDocument();
  await expectAccessible();
});

it("says what is added to an entity and what is removed from it", () => {
  show([
    change({ op: "attach", field: "note", new: "Called her" }),
    change({ op: "attach", field: "link", old: "DEAL-2 Hailan pilot" }),
    change({ op: "archive", old: false, new: true }),
  ]);
  const contact = screen.getByRole("region", { name: "CON-9 Ada Byron" });
  expect(contact).toHaveTextContent(/Noteadded: Called her/);
  expect(contact).toHaveTextContent(/Linkremoved: DEAL-2 Hailan pilot/);
  expect(contact).toHaveTextContent(/Archivedbefore: No→, after: Yes/);
});

it("shows the first of many, and the others when one asks", async () => {
  show(
    Array.from({ length: 120 }, (_, at) =>
      change({ reference: `CON-${at + 1}`, field: "city", label: "City", old: "Köln", new: "Bonn" }),
    ),
  );
  expect(screen.getAllByRole("region", { name: /^CON-/ })).toHaveLength(20);
  await userEvent.click(screen.getByRole("button", { name: "Show all 120: 100 more" }));
  expect(screen.getAllByRole("region", { name: /^CON-/ })).toHaveLength(120);
});

it("says so when no field changes", () => {
  show([]);
  expect(screen.getByText(/No field changes/)).toBeInTheDocument();
});
