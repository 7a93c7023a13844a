import { act, render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it, vi } from "vitest";
import { Dialog, DialogFoot } from "./dialog";
import { say, sayProblem, Toaster } from "./toaster";

function open() {
  render(
    <Toaster>
      <Dialog open onClose={() => undefined} title="Merge two contacts">
        <form>
          <input aria-label="Name" />
          <DialogFoot>
            <button type="button">Merge</button>
          </DialogFoot>
        </form>
      </Dialog>
    </Toaster>,
  );
  return userEvent.setup();
}

it("is heard while a dialog is open, and its Undo is reached by keys, and the dialog again after it", async () => {
  const user = open();
  const field = await screen.findByRole("textbox", { name: "Name" });
  await waitFor(() => expect(field).toHaveFocus());
  const run = vi.fn();
  act(() => say("moved DEAL-1 to the trash", { label: "Undo", run }));
  const region = await screen.findByRole("region", { name: "Notifications" });
  expect(region, "what a screen reader is told of without asking").toHaveAttribute("aria-live", "polite");
  expect(region).toHaveTextContent("Moved DEAL-1 to the trash");
  await user.keyboard("{F6}");
  expect(region).toHaveFocus();
  await user.tab();
  await user.tab();
  expect(screen.getByRole("button", { name: "Undo" })).toHaveFocus();
  await user.keyboard("{Enter}");
  expect(run).toHaveBeenCalledOnce();
  expect(screen.getByRole("dialog", { name: "Merge two contacts" }), "it stays open").toBeInTheDocument();
  await waitFor(() => expect(field).toHaveFocus());
});

it("says at once what went wrong while a dialog is open", async () => {
  open();
  await screen.findByRole("dialog", { name: "Merge two contacts" });
  act(() => sayProblem(new Error("the disk is full")));
  expect(await screen.findByRole("alert")).toHaveTextContent("The disk is full");
});
