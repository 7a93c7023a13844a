import { screen, waitFor } from "@testing-library/react";
import { expect, it } from "vitest";
import { commandError } from "@/test/fake-workspace";
import { expectAccessible, renderWindow } from "@/test/render";

async function deals() {
  const view = renderWindow(undefined, "/deals");
  await screen.findByText("Kranich Optik renewal");
  return view;
}

const company = () => screen.findByRole("textbox", { name: "Company of DEAL-1" });

it("edits the cell that the arrows are at, keeps it by Enter, and gives the keys back to the list", async () => {
  const { fake, user } = await deals();
  await user.keyboard("{ArrowRight}{ArrowRight}{Enter}");
  const field = await company();
  expect(field).toHaveFocus();
  await expectAccessible();
  await user.clear(field);
  await user.type(field, "Kranich SE{Enter}");
  await waitFor(() => expect(fake.find("DEAL-1").fields["company"]).toBe("Kranich SE"));
  await waitFor(() => expect(screen.getByRole("grid", { name: "Deals" })).toHaveFocus());
  await user.keyboard("{Escape}j{Enter}");
  await screen.findByRole("heading", { level: 1, name: "Hailan pilot" });
});

it("goes on to the next cell by Tab, and leaves one alone by Esc", async () => {
  const { fake, user } = await deals();
  await user.keyboard("{F2}");
  const name = await screen.findByRole("textbox", { name: "Name of DEAL-1" });
  await user.type(name, "!{Tab}");
  await waitFor(() => expect(fake.find("DEAL-1").title).toBe("Kranich Optik renewal!"));
  await user.type(await company(), "xyz{Escape}");
  await waitFor(() => expect(screen.queryByRole("textbox", { name: "Company of DEAL-1" })).toBeNull());
  expect(fake.find("DEAL-1").fields["company"]).toBe("Kranich Optik");
});

it("says at the cell what the core refused, and keeps what was typed", async () => {
  const { fake, user } = await deals();
  fake.answer("entity_update", () => {
    throw commandError("invalid_fields", "some fields were refused", [
      { field: "company", label: "Company", message: "it is too long" },
    ]);
  });
  await user.keyboard("{ArrowRight}{ArrowRight}{F2}");
  await user.type(await company(), "!!{Enter}");
  expect(await screen.findByRole("alert")).toHaveTextContent("It is too long");
  expect(await company()).toHaveValue("Kranich Optik!!");
});

it("puts the cell back when it was changed by somebody else meanwhile", async () => {
  const { fake, user } = await deals();
  await user.keyboard("{ArrowRight}{ArrowRight}{F2}");
  const field = await company();
  fake.answer("entity_update", () => {
    throw commandError("stale", "DEAL-1 was changed meanwhile: look at it again");
  });
  await user.type(field, "!{Enter}");
  await screen.findAllByText("DEAL-1 was changed meanwhile: look at it again");
  expect(screen.queryByRole("textbox", { name: "Company of DEAL-1" })).toBeNull();
});
