import { screen } from "@testing-library/react";
import { expect, it } from "vitest";
import { FakeWorkspace } from "@/test/fake-workspace";
import { renderIn } from "@/test/render";
import { ConfirmWindow } from "./confirm-window";

it("says that a rule gave the reason where the person took a suggestion up, and nothing of a model", async () => {
  const fake = new FakeWorkspace();
  fake.confirming.views.set("k-1", {
    asked_by: "You, from a suggestion beside the entity",
    by_ai: false,
    reason: "It was to close on 10 November, 7 days ago",
    tool: "update_entity",
    reversible: true,
    destructive: false,
    type_first: null,
    steps: [{ path: null, sentence: "set close date to 2026-12-01" }],
    changes: [],
    arguments: [],
    digest: "",
  });
  fake.confirming.ask({ id: "k-1", sentence: "DEAL-1 Kranich Optik renewal: set close date" });
  renderIn(<ConfirmWindow />, fake);
  expect(await screen.findByText("You, from a suggestion beside the entity")).toBeInTheDocument();
  expect(screen.getByText("Why, by a rule over your data")).toBeInTheDocument();
  expect(screen.queryByText(/model|assistant/i)).not.toBeInTheDocument();
});
