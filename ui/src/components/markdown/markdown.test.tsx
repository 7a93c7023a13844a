import { screen, waitFor, within } from "@testing-library/react";
import { expect, it } from "vitest";
import { destination, oddities, safeAddress } from "./address";
import { FakeWorkspace } from "@/test/fake-workspace";
import { expectAccessible, renderWindow } from "@/test/render";
import { NOW } from "@/test/sample";

function withNote(text: string) {
  const fake = new FakeWorkspace();
  const actor = { actor: "member" as const, member: "m-dana" };
  fake.timeline["contact-2"] = [
    { id: "n-9", entry: "note", text, actor, at: NOW, also_on: [], scorecard: null },
  ];
  return renderWindow(fake, "/contacts/CON-2");
}

it("makes lists and emphasis, and shows raw HTML as the text that it is", async () => {
  withNote("Ask for **two** things:\n\n- the offer\n- the date\n\n<img src=x onerror=alert(1)>");
  expect((await screen.findByText("two")).tagName).toBe("STRONG");
  expect(screen.getByText("the offer").tagName).toBe("LI");
  expect(screen.getByText("<img src=x onerror=alert(1)>")).toBeInTheDocument();
  expect(document.querySelector("img"), "nothing is fetched").toBeNull();
});

it("shows the whole address of a link before anything is done with it", async () => {
  const { user } = withNote(
    "See [kranich.example](https://evil.example/login) ![seen](https://evil.example/p.png)",
  );
  expect(document.querySelector("img")).toBeNull();
  await user.click(await screen.findByRole("link", { name: /kranich\.example/ }));
  expect(await screen.findByText("https://evil.example/login")).toBeInTheDocument();
  expect(
    screen.getByText(/the text says kranich\.example, the address goes to evil\.example/i),
  ).toBeInTheDocument();
  await expectAccessible();
});

it("follows no address that could run something", async () => {
  for (const address of ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "//evil.example"])
    expect(safeAddress(address)).toBe("");
  withNote("[press](javascript:alert(1))");
  expect((await screen.findByText("press")).tagName).toBe("SPAN");
});

it("says what is odd about an address, and nothing about a plain one", () => {
  expect(oddities("https://kranich.example/a", "the offer")).toEqual([]);
  expect(oddities("https://www.kranich.example/a", "kranich.example/a")).toEqual([]);
  expect(oddities("https://bank.example@evil.example/", "here")).toHaveLength(1);
  expect(oddities("http://xn--80ak6aa92e.example/", "here")).toHaveLength(2);
});

it("opens a link only when told to, and goes nowhere on Esc", async () => {
  const { fake, user } = withNote("[the offer](https://kranich.example/offer?a=1)");
  const link = await screen.findByRole("link", { name: "the offer" });
  await user.click(link);
  let dialog = await screen.findByRole("dialog", { name: "A link out of Workestra" });
  expect(within(dialog).getByText("kranich.example")).toBeInTheDocument();
  expect(within(dialog).getByText("https://kranich.example/offer?a=1")).toBeInTheDocument();
  expect(within(dialog).getByText(/always asks/)).toBeInTheDocument();
  await user.keyboard("{Escape}");
  await waitFor(() => expect(dialog).not.toBeInTheDocument());
  expect(fake.called("url_open")).toEqual([]);
  await waitFor(() => expect(link).toHaveFocus());
  await user.click(link);
  dialog = await screen.findByRole("dialog", { name: "A link out of Workestra" });
  await waitFor(() =>
    expect(within(dialog).getByRole("button", { name: "Open in the browser" })).toHaveFocus(),
  );
  await user.keyboard("{Enter}");
  expect(fake.called("url_open")).toEqual([{ url: "https://kranich.example/offer?a=1" }]);
});

it("rests on Cancel where an address is odd", async () => {
  const { user } = withNote("[kranich.example](https://evil.example/login)");
  await user.click(await screen.findByRole("link", { name: "kranich.example" }));
  const dialog = await screen.findByRole("dialog", { name: "A link out of Workestra" });
  await waitFor(() => expect(within(dialog).getByRole("button", { name: "Cancel" })).toHaveFocus());
});

it("says what an address opens", () => {
  expect(destination("https://kranich.example:8080/a")).toEqual({
    place: "kranich.example:8080",
    opens: "Open in the browser",
  });
  expect(destination("mailto:a%20b@post.example?subject=x").place).toBe("a b@post.example");
  expect(destination("mailto:%zz@post.example").place).toBe("%zz@post.example");
  expect(destination("tel:+493012345678")).toEqual({ place: "+493012345678", opens: "Call" });
});

it("makes tables, and no links of bare addresses", async () => {
  withNote("| Deal | Worth |\n| --- | ---: |\n| DEAL-1 | **12** |\n\nhttps://evil.example/a");
  const table = await screen.findByRole("table");
  expect(within(table).getByRole("columnheader", { name: "Worth" })).toHaveClass("text-right");
  expect(within(table).getByText("12").tagName).toBe("STRONG");
  expect(screen.getByText("https://evil.example/a").tagName).toBe("P");
  await expectAccessible();
});
