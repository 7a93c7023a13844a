import { screen, waitFor, within } from "@testing-library/react";
import { expect, it } from "vitest";
import { kindDef } from "@/test/schema";
import { entity } from "@/test/sample";
import { expectAccessible, renderWindow } from "@/test/render";
import { askedFields } from "./asked-fields";

it("asks for the reason of a lost stage anew, and for nothing that other stages have already", () => {
  const def = kindDef("deal");
  const lost = def.stages.find(({ key }) => key === "lost")!;
  const before = entity("deal", 900, { name: "Again", lost_reason: "price" });
  expect(askedFields(def, before, lost).map(({ key }) => key)).toEqual(["lost_reason"]);
  const won = { ...lost, class: "won" as const };
  expect(askedFields(def, before, won)).toEqual([]);
});

it("rejects a candidate only with a reason that was typed, and leaves them where they are on Esc", async () => {
  const { fake, user } = renderWindow(undefined, "/candidates/CAN-1");
  await user.click(await screen.findByRole("radio", { name: "Rejected" }));
  let dialog = await screen.findByRole("dialog", { name: "Move to Rejected" });
  await expectAccessible();
  await user.keyboard("{Escape}");
  await waitFor(() => expect(dialog).not.toBeInTheDocument());
  expect(fake.called("entity_update")).toEqual([]);

  await user.click(screen.getByRole("radio", { name: "Rejected" }));
  dialog = await screen.findByRole("dialog", { name: "Move to Rejected" });
  const reason = within(dialog).getByRole("textbox", { name: "Rejection reason" });
  await user.type(reason, "   ");
  await user.click(within(dialog).getByRole("button", { name: "Move to Rejected" }));
  expect(await within(dialog).findByRole("alert")).toHaveTextContent("Write the rejection reason");
  expect(fake.called("entity_update"), "spaces are no reason").toEqual([]);

  await user.clear(reason);
  await user.type(reason, "Took another offer{Control>}{Enter}{/Control}");
  await waitFor(() =>
    expect(fake.find("CAN-1").fields).toMatchObject({
      stage: "rejected",
      rejection_reason: "Took another offer",
    }),
  );
});
