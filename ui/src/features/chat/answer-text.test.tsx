import { screen, within } from "@testing-library/react";
import { expect, it } from "vitest";
import { renderWindow } from "@/test/render";
import { FakeWorkspace } from "@/test/fake-workspace";
import type { Claim } from "@/ipc/bindings";

/** A conversation with one answer, on screen. */
async function answer(text: string, claims: string[] = []) {
  const unsupported: Claim[] = claims.map((claim) => {
    const from = text.indexOf(claim);
    return { from, to: from + claim.length, text: claim };
  });
  const fake = new FakeWorkspace();
  fake.provider.ready();
  const asked = fake.chat.message("person", null, "And?");
  const parts = [{ part: "text" as const, text, unsupported }];
  fake.chat.add("Only one", [asked, fake.chat.message("assistant", asked.id, "", { parts })]);
  const { user } = renderWindow(fake, "/my-day");
  await screen.findByRole("navigation", { name: "Workspace" });
  await user.keyboard("{Control>}j{/Control}");
  const pane = await screen.findByRole("complementary", { name: "Conversation" });
  await user.click(await within(pane).findByRole("button", { name: "All conversations" }));
  await user.click(await within(pane).findByRole("button", { name: /^Only one/ }));
  return within(pane).findByRole("article", { name: "The assistant" });
}

it("underlines a claim where the source says it is, also where it is written otherwise", async () => {
  const shown = await answer("Pay **12 EUR** by `3 May`, not 12 EUR. A \\* then 7 %.", [
    "12 EUR",
    "3 May",
    "7 %",
  ]);
  const claims = within(shown).getAllByRole("note");
  expect(claims.map((claim) => claim.firstChild?.textContent)).toEqual(["12 EUR", "3 May", "7 %"]);
  expect(claims[0]?.closest("strong"), "the first, not the one that something bears out").not.toBeNull();
  expect(within(shown).getByText(/3 claims underlined/)).toBeInTheDocument();
});

it("lets no answer pass markup of its own off as a reference, a claim or a picture", async () => {
  const shown = await answer(
    '<cite title="DEAL-1">trust me</cite> <mark title="x">y</mark> <img src="https://evil.example/p.png"> ' +
      "![a](https://evil.example/q.png) [DEAL-2](https://evil.example/) <https://evil.example/auto>\n\n" +
      "[ref]: https://evil.example/ref\n\n![ref]",
  );
  expect(shown.querySelector("img, svg image, iframe, style, script, cite, mark, a[href]")).toBeNull();
  expect(within(shown).queryByRole("note")).not.toBeInTheDocument();
  expect(
    within(shown).getByText(/<cite title="DEAL-1">/),
    "markup is the text that it is",
  ).toBeInTheDocument();
  for (const link of within(shown).getAllByRole("link"))
    expect(link).toHaveAttribute("title", expect.stringMatching(/^https:\/\/evil\.example\//));
});
