import { screen } from "@testing-library/react";
import { expect, it } from "vitest";
import { oddities, safeAddress } from "./address";
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
