import { screen, waitFor } from "@testing-library/react";
import { afterEach, expect, it } from "vitest";
import { action } from "@/app/actions/catalogue";
import { chosenKeys, chooseKeys, forgetChosenKeys, read } from "@/app/actions/chosen-keys";
import { conflictsOf } from "@/app/actions/key-conflicts";
import { renderWindow } from "@/test/render";

afterEach(() => forgetChosenKeys());

async function shortcuts() {
  const view = renderWindow(undefined, "/settings?section=shortcuts");
  await screen.findByRole("textbox", { name: "Find an action" });
  return view;
}

it("gives an action the keys that are pressed, and they work at once", async () => {
  const { user } = await shortcuts();
  await user.click(screen.getByRole("button", { name: /^Go to deals, G then D/ }));
  await user.keyboard("gq");
  await screen.findByRole("button", { name: /^Go to deals, G then Q/ });
  (document.activeElement as HTMLElement).blur();
  await user.keyboard("gd");
  expect(window.location.hash).toContain("/settings");
  await user.keyboard("gq");
  await waitFor(() => expect(window.location.hash).toContain("/deals"));
  expect(read(window.localStorage.getItem("workestra.shortcuts"))).toEqual({ "go.deal": ["g q"] });
});

it("shows whose keys they are already, and takes them over only when told to", async () => {
  const { user } = await shortcuts();
  await user.click(screen.getByRole("button", { name: /^Archive, / }));
  await user.keyboard("e");
  expect(await screen.findByText(/E is taken: Edit/, undefined, { timeout: 4000 })).toBeInTheDocument();
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
  expect(
    await screen.findByText(/works while you type, too/, undefined, { timeout: 4000 }),
  ).toBeInTheDocument();
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

it("reads what was kept, and nothing that is not that", () => {
  expect(read('{"go.deal":["g q"],"x":7}')).toEqual({ "go.deal": ["g q"] });
  for (const broken of [null, "", "{", "[]", "null", '"x"']) expect(read(broken)).toEqual({});
});
