import { screen, within } from "@testing-library/react";
import { expect, it } from "vitest";
import { FakeWorkspace } from "@/test/fake-workspace";
import { expectAccessible, renderIn, renderWindow } from "@/test/render";
import { NOW } from "@/test/sample";
import { EntityPreview } from "./entity-preview";

function fakeWith(note: string, about: string) {
  const fake = new FakeWorkspace();
  const actor = { actor: "member" as const, member: "m-dana" };
  fake.timeline["contact-2"] = [
    { id: "n-9", entry: "note", text: note, actor, at: NOW, also_on: [], scorecard: null },
  ];
  fake.entities = fake.entities.map((each) =>
    each.id === "contact-2" ? { ...each, fields: { ...each.fields, about } } : each,
  );
  return fake;
}

it("shows long texts and notes as Markdown beside the search, where no link can be followed", async () => {
  const fake = fakeWith(
    "Ask for **two** things: [the offer](https://kranich.example/offer) ![seen](https://evil.example/p.png)",
    "- early riser\n- <b>raw</b>",
  );
  renderIn(<EntityPreview reference="CON-2" compact />, fake);
  expect((await screen.findByText("two")).tagName).toBe("STRONG");
  expect(screen.getByText("early riser").tagName).toBe("LI");
  expect(screen.getByText("<b>raw</b>"), "raw HTML is text").toBeInTheDocument();
  expect(screen.getByText("the offer")).toHaveAttribute("title", "https://kranich.example/offer");
  expect(screen.queryByRole("link")).not.toBeInTheDocument();
  expect(document.querySelector("img"), "nothing is fetched").toBeNull();
  await expectAccessible();
});

it("lets links be followed beside the page, after asking, and cuts what is long", async () => {
  const fake = fakeWith("See [the offer](https://kranich.example/offer)", `${"word ".repeat(400)}end`);
  const { user } = renderWindow(fake, "/contacts");
  const row = await screen.findByText("海蓝科技");
  await user.keyboard("{Control>}");
  await user.click(row);
  await user.keyboard("{/Control}");
  const pane = await screen.findByRole("complementary", { name: "CON-2 beside" });
  expect(await within(pane).findByText(/word word.*…$/)).toBeInTheDocument();
  await user.click(await within(pane).findByRole("link", { name: "the offer" }));
  const dialog = await screen.findByRole("dialog", { name: "A link out of Workestra" });
  await user.click(within(dialog).getByRole("button", { name: "Open in the browser" }));
  expect(fake.called("url_open")).toEqual([{ url: "https://kranich.example/offer" }]);
});
