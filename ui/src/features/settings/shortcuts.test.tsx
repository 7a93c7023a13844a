import { act, screen, waitFor } from "@testing-library/react";
import { beforeEach, expect, it } from "vitest";
import { action } from "@/app/actions/catalogue";
import { chosenKeys, chooseKeys } from "@/app/actions/chosen-keys";
import { conflictsOf } from "@/app/actions/key-conflicts";
import { renderWindow } from "@/test/render";

beforeEach(() => chosenKeys.set({}));

async function shortcuts() {
  const view = renderWindow(undefined, "/settings?section=shortcuts");
  await screen.findByRole("textbox", { name: "Find an action" });
  return view;
}

it("gives an action the keys that are pressed, and they work at once", async () => {
  const { fake, user } = await shortcuts();
  await user.click(screen.getByRole("button", { name: /^Go to deals, G then D/ }));
  await user.keyboard("gq");
  await screen.findByRole("button", { name: /^Go to deals, G then Q/ });
  (document.activeElement as HTMLElement).blur();
  await user.keyboard("gd");
  expect(window.location.hash).toContain("/settings");
  await user.keyboard("gq");
  await waitFor(() => expect(window.location.hash).toContain("/deals"));
  await waitFor(() => expect(fake.settings.shortcuts).toEqual({ "go.deal": ["g q"] }));
  expect(window.localStorage, "nothing of the window stays in the web view").toHaveLength(0);
});

it("shows whose keys they are already, and takes them over only when told to", async () => {
  const { user } = await shortcuts();
  await user.click(screen.getByRole("button", { name: /^Archive, / }));
  await user.keyboard("e");
  expect(await screen.findByText(/E is taken: Edit/)).toBeInTheDocument();
  expect(action("entity.edit").keys).toEqual(["e"]);
  await user.click(screen.getByRole("button", { name: "Take it over" }));
  expect(action("entity.archive").keys).toEqual(["e"]);
  expect(action("entity.edit").keys).toEqual([]);
  await user.click(screen.getByRole("button", { name: "Put all back" }));
  expect(action("entity.edit").keys).toEqual(["e"]);
});

it("refuses a letter alone for what works while typing", async () => {
  const { user } = await shortcuts();
  await user.click(screen.getByRole("button", { name: /^Open settings, / }));
  await user.keyboard("q");
  expect(await screen.findByText(/works while you type, too/)).toBeInTheDocument();
  expect(chosenKeys.get()).toEqual({});
});

it("knows that a letter would swallow the sequences that begin with it", () => {
  expect(conflictsOf("entity.edit", "g")).toContain("go.deal");
  expect(conflictsOf("list.down", "j"), "what shares a key as it comes is no conflict").not.toContain(
    "entity.next",
  );
  chooseKeys({ "entity.edit": ["q"] });
  expect(conflictsOf("list.peek", "q")).toEqual(["entity.edit"]);
});

it("follows the settings, however the keys were chosen", async () => {
  const { fake } = await shortcuts();
  const settings = { ...fake.settings, shortcuts: { "go.task": ["g q"] } };
  act(() => fake.emit({ event: "settings_changed", settings }));
  expect(await screen.findByRole("button", { name: /^Go to tasks, G then Q/ })).toBeInTheDocument();
});

it("keeps choices made fast one after the other, beside what else is set", async () => {
  const { fake } = await shortcuts();
  act(() => {
    chooseKeys({ "go.deal": ["g q"] });
    chooseKeys({ "go.task": ["g w"] });
  });
  await waitFor(() => expect(fake.settings.shortcuts).toEqual({ "go.deal": ["g q"], "go.task": ["g w"] }));
  expect(fake.settings.currency).toBe("EUR");
});
