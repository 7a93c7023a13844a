import { readFileSync } from "node:fs";
import { screen, waitFor, within } from "@testing-library/react";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { expectAccessible, renderWindow } from "@/test/render";

beforeEach(() => {
  vi.spyOn(window, "matchMedia").mockImplementation(
    (media) =>
      ({
        matches: media === "(max-width: 899.98px)",
        media,
        addEventListener: () => undefined,
        removeEventListener: () => undefined,
      }) as unknown as MediaQueryList,
  );
});
afterEach(() => vi.restoreAllMocks());

it("is narrow where the style sheet says so", () => {
  const sheet = readFileSync("src/styles/app.css", "utf8");
  expect(sheet).toContain("--breakpoint-md: 900px;");
});

it("folds the sidebar to signs that keep their names and what calls for action", async () => {
  renderWindow(undefined, "/deals");
  const signs = await screen.findByRole("navigation", { name: "Workspace" });
  expect(signs).toHaveAttribute("data-signs");
  expect(await within(signs).findByRole("link", { name: "Deals, 1 overdue" })).toHaveAttribute(
    "aria-current",
    "page",
  );
  expect(within(signs).queryByRole("separator"), "signs have one width").toBeNull();
  await screen.findByText("Kranich Optik renewal");
  await expectAccessible();
});

it("shows the whole sidebar over the page by its key, and what is chosen in it closes it", async () => {
  const { user } = renderWindow(undefined, "/deals");
  await screen.findByText("Kranich Optik renewal");
  await user.keyboard("{Control>}\\\\{/Control}");
  const drawer = await screen.findByRole("dialog", { name: "Sidebar" });
  expect(within(drawer).getByRole("button", { name: /^Workspace Brook/ })).toBeInTheDocument();
  await user.click(within(drawer).getByRole("link", { name: /^Tickets/ }));
  await waitFor(() => expect(drawer).not.toBeInTheDocument());
  await screen.findByRole("grid", { name: "Tickets" });
});

it("opens the palette from the whole sidebar with the focus in it", async () => {
  const { user } = renderWindow(undefined, "/deals");
  await user.click(await screen.findByRole("button", { name: "Show the sidebar" }));
  const drawer = await screen.findByRole("dialog", { name: "Sidebar" });
  await user.click(within(drawer).getByRole("button", { name: /^Search/ }));
  await waitFor(() => expect(drawer).not.toBeInTheDocument());
  await waitFor(() => expect(screen.getByRole("combobox", { name: "Search everything" })).toHaveFocus());
});

it("puts the focus back where it was when the whole sidebar is left", async () => {
  const { user } = renderWindow(undefined, "/deals");
  const button = await screen.findByRole("button", { name: "Show the sidebar" });
  await user.click(button);
  const drawer = await screen.findByRole("dialog", { name: "Sidebar" });
  await user.keyboard("{Escape}");
  await waitFor(() => expect(drawer).not.toBeInTheDocument());
  await waitFor(() => expect(button).toHaveFocus());
});
