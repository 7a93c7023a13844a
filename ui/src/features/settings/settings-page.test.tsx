import { screen, waitFor, within } from "@testing-library/react";
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

it("goes from part to part by the arrow keys, and remembers the part in the address", async () => {
  const { user } = renderWindow(undefined, "/settings");
  const general = await screen.findByRole("tab", { name: "General" });
  general.focus();
  await user.keyboard("{ArrowDown}{Enter}");
  expect(await screen.findByText("Li Wei")).toBeInTheDocument();
  expect(window.location.hash).toContain("section=members");
});

it.each(["general", "members", "fields", "pipelines", "targets", "shortcuts"])(
  "can be used with a screen reader: %s",
  async (section) => {
    renderWindow(undefined, `/settings?section=${section}`);
    await screen.findByRole("tab", { selected: true });
    await screen.findByRole("tabpanel");
    await expectAccessible();
  },
);

it("shows members, fields and stages to those who may not change them, and says who may", async () => {
  const fake = new FakeWorkspace();
  fake.schema = { ...fake.schema, me: "m-oke" };
  renderWindow(fake, "/settings?section=members");
  expect(await screen.findByText(/an administrator of this workspace changes it/)).toBeInTheDocument();
  expect(within(screen.getByRole("tabpanel")).queryByRole("button")).not.toBeInTheDocument();
});
