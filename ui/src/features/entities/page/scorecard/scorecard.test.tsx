import { screen, waitFor, within } from "@testing-library/react";
import { expect, it } from "vitest";
import type { Scorecard } from "@/ipc/bindings";
import { FakeWorkspace } from "@/test/fake-workspace";
import { expectAccessible, renderWindow } from "@/test/render";
import { criteriaOf, recommendationSpread } from "./score-words";
import { newDraft, readCriteria, readDraft, refusal, written } from "./scorecard-draft";

async function candidate(fake?: FakeWorkspace) {
  const view = renderWindow(fake, "/candidates/CAN-1");
  await screen.findByRole("heading", { level: 1 });
  return view;
}

it("adds a scorecard by keyboard alone, and leaves out what was not rated", async () => {
  const { fake, user } = await candidate();
  await user.keyboard("{Shift>}s{/Shift}");
  const dialog = await screen.findByRole("dialog", { name: "Scorecard of Ioana Marinescu" });
  await expectAccessible();
  const skills = within(dialog).getByRole("textbox", { name: "Name of criterion 1" });
  await waitFor(() => expect(skills).toHaveValue("Skills"));
  skills.focus();
  await user.keyboard("{Enter}3");
  expect(within(dialog).getByRole("radio", { name: "3 Good", checked: true })).toHaveFocus();
  const teamwork = within(dialog).getByRole("radiogroup", { name: "Score of Teamwork" });
  within(teamwork).getByRole("radio", { name: "1 Weak" }).focus();
  await user.keyboard("{ArrowRight}");
  expect(within(teamwork).getByRole("radio", { name: "2 Mixed" })).toBeChecked();
  within(dialog).getByRole("textbox", { name: "Why" }).focus();
  await user.keyboard("Knows the *trade*.{Control>}{Enter}{/Control}");
  expect(await within(dialog).findByRole("alert")).toHaveTextContent("Say what you would do");
  await user.click(within(dialog).getByRole("radio", { name: "Yes" }));
  await user.click(within(dialog).getByRole("button", { name: "Add the scorecard" }));
  await waitFor(() =>
    expect(fake.called("scorecard_add")).toEqual([
      {
        candidate: "candidate-1",
        ratings: [
          { criterion: "Skills", score: 3 },
          { criterion: "Teamwork", score: 2 },
        ],
        recommendation: "yes",
        text: "Knows the *trade*.",
      },
    ]),
  );
  expect((await screen.findByText("trade")).tagName).toBe("EM");
});

it("keeps the criteria of the last scorecard for the next, and offers the usual ones", async () => {
  const { fake, user } = await candidate();
  await user.click(await screen.findByRole("button", { name: "Add scorecard" }));
  let dialog = await screen.findByRole("dialog", { name: /^Scorecard of/ });
  await user.click(within(dialog).getByRole("button", { name: "Remove Motivation" }));
  await user.click(within(dialog).getByRole("button", { name: "Add a criterion" }));
  await waitFor(() =>
    expect(within(dialog).getByRole("textbox", { name: "Name of criterion 4" })).toHaveFocus(),
  );
  await user.keyboard("System design{Enter}4");
  await user.click(within(dialog).getByRole("radio", { name: "Strong yes" }));
  await user.click(within(dialog).getByRole("button", { name: "Add the scorecard" }));
  await waitFor(() => expect(fake.called("scorecard_add")).toHaveLength(1));
  await waitFor(() => expect(dialog).not.toBeInTheDocument());

  await user.click(screen.getByRole("button", { name: "Add scorecard" }));
  dialog = await screen.findByRole("dialog", { name: /^Scorecard of/ });
  const names = () => within(dialog).getAllByRole("textbox", { name: /criterion/ });
  expect(names().map((field) => (field as HTMLInputElement).value)).toEqual([
    "Skills",
    "Communication",
    "Teamwork",
    "System design",
  ]);
  await user.click(within(dialog).getByRole("button", { name: "Use the usual four" }));
  expect(within(dialog).getByRole("radiogroup", { name: "Score of Motivation" })).toBeInTheDocument();
});

it("keeps a scorecard that was begun when the dialog closes", async () => {
  const { user } = await candidate();
  await user.click(await screen.findByRole("button", { name: "Add scorecard" }));
  await user.type(await screen.findByRole("textbox", { name: "Why" }), "Late, but");
  await user.keyboard("{Escape}");
  await user.click(await screen.findByRole("button", { name: /Add scorecard.*draft/ }));
  expect(await screen.findByRole("textbox", { name: "Why" })).toHaveValue("Late, but");
});

it("puts scorecards side by side with how far they are apart, and adds nothing up", async () => {
  await candidate();
  const table = await screen.findByRole("table");
  const rows = within(table).getAllByRole("row");
  expect(rows.map((row) => row.textContent)).toEqual([
    "ByRecommendsSkillsCommunicationMotivationTeamwork",
    expect.stringMatching(/^Oke Jensen.*No3 good2 mixed2 mixednot rated$/),
    expect.stringMatching(/^Li Wei.*Strong yes4 strong4 strongnot rated3 good$/),
    "Spread1 no, 1 strong yes3 to 42 to 4all 2all 3",
  ]);
  expect(table.textContent).not.toMatch(/average|mean|total|\d\.\d/i);
  await expectAccessible();
});

it("shows each scorecard on the timeline with who and when, and no table of one", async () => {
  const fake = new FakeWorkspace();
  fake.timeline["candidate-1"] = fake.timeline["candidate-1"]!.slice(0, 1);
  const { user } = await candidate(fake);
  const activity = screen.getByRole("region", { name: "Activity" });
  const [card] = within(activity).getAllByRole("listitem");
  expect(card).toHaveTextContent(/Scorecard.*Li Wei.*Strong yes.*Skills4 strong.*before/);
  expect(screen.queryByRole("table")).not.toBeInTheDocument();
  await user.click(within(card!).getByRole("button", { name: "Actions of this scorecard" }));
  expect(await screen.findByRole("menuitem", { name: "Remove" })).toBeInTheDocument();
  expect(screen.queryByRole("menuitem", { name: /Edit/ }), "given as it is").not.toBeInTheDocument();
});

it("refuses what is no opinion yet", () => {
  const draft = newDraft(["Skills", " skills "]);
  expect(refusal(draft)?.message).toContain("one criterion or more");
  const rated = {
    ...draft,
    rows: draft.rows.map(({ id, criterion }) => ({ id, criterion, score: 2 })),
    recommendation: "no" as const,
  };
  expect(refusal(rated)?.message).toContain("there twice");
  expect(refusal({ ...rated, rows: [{ id: 0, criterion: " ", score: 1 }] })?.message).toContain("name every");
  expect(refusal({ ...rated, rows: rated.rows.slice(0, 1) })).toBeUndefined();
});

it("reads a draft back, and nothing that is none", () => {
  const draft = { ...newDraft(["Skills"]), text: "x" };
  expect(readDraft(written(draft))).toEqual(draft);
  expect(written(newDraft(["Skills"])), "nothing was begun").toBe("");
  for (const broken of ["", "{", "[]", "7", '{"rows":1}']) expect(readDraft(broken)).toBeUndefined();
  expect(readCriteria("{")).toEqual(readCriteria(""));
  expect(readCriteria('["Fit"]')).toEqual(["Fit"]);
});

const card = (names: string[], recommendation: Scorecard["recommendation"]): Scorecard => ({
  ratings: names.map((criterion) => ({ criterion, score: 3 })),
  recommendation,
});

it("takes criteria of one name for one, however they are written", () => {
  const cards = [card(["Skills", "Fit"], "yes"), card(["skills ", "Drive"], "yes"), card([], "strong_no")];
  expect(criteriaOf(cards)).toEqual(["Skills", "Fit", "Drive"]);
  expect(recommendationSpread(cards)).toBe("1 strong no, 2 yes");
});
