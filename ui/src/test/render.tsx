import { render, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import axe from "axe-core";
import type { ReactElement } from "react";
import { expect } from "vitest";
import { MainWindow } from "@/app/main-window";
import { Providers } from "@/app/providers";
import { setTransport } from "@/ipc/transport";
import { WorkspaceProvider } from "@/lib/workspace";
import { FakeWorkspace } from "./fake-workspace";

/** The whole main window over a workspace in memory, at an address. */
export function renderWindow(fake = new FakeWorkspace(), address = "/") {
  window.location.hash = address;
  setTransport(fake);
  const view = render(
    <Providers>
      <MainWindow />
    </Providers>,
  );
  return { fake, user: userEvent.setup(), ...view };
}

/** A part of the window in a workspace in memory. */
export function renderIn(element: ReactElement, fake = new FakeWorkspace()) {
  setTransport(fake);
  const view = render(
    <Providers>
      <WorkspaceProvider fallback={null}>{element}</WorkspaceProvider>
    </Providers>,
  );
  return { fake, user: userEvent.setup(), ...view };
}

/**
 * Fails with what axe finds wrong on the page, once what was closed is gone from it: a list on its way out has lost its
 * name. Contrast needs real pixels and is looked at elsewhere.
 */
export async function expectAccessible() {
  await waitFor(() => expect(document.querySelector("[data-ending-style]")).toBeNull());
  const { violations } = await axe.run(document.body, {
    rules: { "color-contrast": { enabled: false }, region: { enabled: false } },
  });
  const said = violations.map(
    ({ id, help, nodes }) => `${id}: ${help}\n  ${nodes.map(({ html }) => html).join("\n  ")}`,
  );
  expect(said, "what a screen reader would trip over").toEqual([]);
}
