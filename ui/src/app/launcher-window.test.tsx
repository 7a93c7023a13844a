import { act, render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";
import { setTransport } from "@/ipc/transport";
import { FakeWorkspace } from "@/test/fake-workspace";
import { expectAccessible } from "@/test/render";
import { LauncherWindow } from "./launcher-window";
import { Providers } from "./providers";

function launcher(fake = new FakeWorkspace()) {
  setTransport(fake);
  render(
    <Providers>
      <LauncherWindow />
    </Providers>,
  );
  return { fake, user: userEvent.setup() };
}

const input = () => screen.findByRole("combobox", { name: "Search everything" });

it("opens an entity in the main window and hides on Esc", async () => {
  const { fake, user } = launcher();
  await user.type(await input(), "hailan pilot");
  await screen.findByRole("option", { name: /Hailan pilot/ });
  await expectAccessible();
  await user.keyboard("{Enter}");
  await waitFor(() => expect(fake.called("entity_open")).toEqual([{ entity: "DEAL-2" }]));
  await user.keyboard("{Escape}");
  await waitFor(() => expect(fake.called("launcher_hide")).toHaveLength(1));
});

it("takes the focus and chooses the text when it is called up again", async () => {
  const { fake, user } = launcher();
  const field = (await input()) as HTMLInputElement;
  await user.type(field, "hailan");
  field.blur();
  act(() => fake.emit({ event: "launcher_shown" }));
  expect(field).toHaveFocus();
  expect([field.selectionStart, field.selectionEnd]).toEqual([0, 6]);
});

it("sends commands to the main window", async () => {
  const { fake, user } = launcher();
  await user.type(await input(), ">create task{Enter}");
  await waitFor(() => expect(fake.called("action_run")).toEqual([{ action: "create.task", text: null }]));
});

it("hands a question over to the conversation in the main window, where the assistant can be used", async () => {
  const fake = new FakeWorkspace();
  fake.provider.ready();
  const { user } = launcher(fake);
  await user.type(await input(), "which deals close this month");
  await user.click(await screen.findByRole("option", { name: /Ask AI/ }));
  await waitFor(() =>
    expect(fake.called("action_run")).toEqual([{ action: "chat.new", text: "which deals close this month" }]),
  );
});

it("offers no question to an assistant that cannot be used", async () => {
  const { user } = launcher();
  await user.type(await input(), "hailan pilot");
  await screen.findByRole("option", { name: /Hailan pilot/ });
  expect(screen.queryByRole("option", { name: /Ask AI/ })).toBeNull();
});

it("offers no action that only the main window may do", async () => {
  const { user } = launcher();
  await user.type(await input(), "hailan pilot");
  await screen.findByRole("option", { name: /Hailan pilot/ });
  await user.keyboard("{Control>}k{/Control}");
  expect(screen.getByRole("option", { name: /Copy reference/ })).toBeInTheDocument();
  expect(screen.queryByRole("option", { name: /trash/ })).toBeNull();
});

it("says so when no workspace is open", async () => {
  const fake = new FakeWorkspace();
  fake.phase = { phase: "first_run", folder: "/home", keychain_problem: null };
  launcher(fake);
  expect(await screen.findByText("No workspace is open")).toBeInTheDocument();
});
