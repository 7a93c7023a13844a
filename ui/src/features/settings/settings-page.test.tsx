import { screen, waitFor } from "@testing-library/react";
import { expect, it } from "vitest";
import { FakeWorkspace } from "@/test/fake-workspace";
import { expectAccessible, renderWindow } from "@/test/render";

it("puts the theme on the window as it is chosen", async () => {
  const { fake, user } = renderWindow(undefined, "/settings");
  await user.click(await screen.findByRole("radio", { name: "Dark" }));
  await waitFor(() => expect(document.documentElement.dataset["theme"]).toBe("dark"));
  expect(fake.settings.theme).toBe("dark");
});

it("binds the launcher to the keys pressed", async () => {
  const { fake, user } = renderWindow(undefined, "/settings");
  await user.click(await screen.findByRole("button", { name: /Global shortcut/ }));
  await user.keyboard("k");
  expect(await screen.findByText(/hold Ctrl, Alt or Super/)).toBeInTheDocument();
  await user.keyboard("{Control>}{Alt>}k{/Alt}{/Control}");
  await waitFor(() => expect(fake.settings.launcher_shortcut).toBe("CommandOrControl+Alt+K"));
});

it("says why a shortcut is not taken and what to do instead", async () => {
  const fake = new FakeWorkspace();
  fake.settings.launcher_problem = "the desktop does not let programs take keys.";
  renderWindow(fake, "/settings");
  expect(await screen.findByText("workestra --toggle")).toBeInTheDocument();
});

it("can be used with a screen reader", async () => {
  renderWindow(undefined, "/settings");
  await screen.findByText("Dana Brandt");
  await expectAccessible();
});
