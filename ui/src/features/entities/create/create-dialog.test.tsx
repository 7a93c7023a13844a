import { screen, waitFor } from "@testing-library/react";
import { expect, it } from "vitest";
import { kindDef } from "@/test/schema";
import { expectAccessible, renderWindow } from "@/test/render";
import { creationFields } from "./create-dialog";

it("asks for what is required first and keeps the guarded fields for last", () => {
  expect(creationFields(kindDef("deal")).first[0]?.key).toBe("name");
  const { first, rest } = creationFields(kindDef("candidate"));
  expect(first.map(({ key }) => key).slice(0, 2)).toEqual(["first_name", "last_name"]);
  expect(rest.at(-1)?.sensitivity).toBe("protected");
  expect(
    creationFields(kindDef("contact")).rest.some(({ derived }) => derived),
    "nobody writes a derived field",
  ).toBe(false);
});

it("creates by C and opens what was made", async () => {
  const { fake, user } = renderWindow(undefined, "/deals");
  await screen.findByText("Kranich Optik renewal");
  await user.keyboard("c");
  await screen.findByRole("dialog", { name: "New deal" });
  await user.type(screen.getByRole("textbox", { name: /Name/ }), "Harbour lights");
  await user.type(screen.getByRole("textbox", { name: "Amount" }), "40k");
  await expectAccessible();
  await user.keyboard("{Control>}{Enter}{/Control}");
  await screen.findByRole("heading", { level: 1, name: "Harbour lights" });
  expect(fake.called("entity_create")[0]?.draft.fields["amount"]).toEqual({
    minor: 4_000_000,
    currency: "EUR",
  });
});

it("shows a refusal at its field and makes nothing", async () => {
  const { fake, user } = renderWindow(undefined, "/deals");
  await screen.findByText("Kranich Optik renewal");
  await user.keyboard("c");
  await user.click(await screen.findByRole("button", { name: "Create deal" }));
  expect(await screen.findByRole("alert")).toHaveTextContent("Name is needed");
  expect(screen.getByRole("textbox", { name: /Name/ })).toBeInvalid();
  await waitFor(() => expect(fake.entities.filter(({ kind }) => kind === "deal")).toHaveLength(4));
});
