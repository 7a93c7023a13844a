import { act, screen, waitFor, within } from "@testing-library/react";
import { expect, it } from "vitest";
import { FakeWorkspace } from "@/test/fake-workspace";
import { expectAccessible, renderWindow } from "@/test/render";
import { size } from "./size";

async function page(fake = new FakeWorkspace()) {
  const view = renderWindow(fake, "/deals/DEAL-1");
  await screen.findByRole("heading", { level: 1 });
  const files = await screen.findByRole("region", { name: "Files" });
  return { ...view, files: within(files) };
}

it("attaches a chosen file, saves it outside with a warning, and removes it", async () => {
  const { fake, user, files } = await page();
  expect(files.getByText("No files yet. Drop one here.")).toBeInTheDocument();
  fake.picked = "/home/dana/offer.pdf";
  await user.click(files.getByRole("button", { name: "Attach a file" }));
  expect(await files.findByText("offer.pdf")).toBeInTheDocument();
  expect(files.getByText("1.4 MB")).toBeInTheDocument();
  await expectAccessible();
  fake.picked = "/home/dana/copy.pdf";
  await user.click(files.getByRole("button", { name: "Save offer.pdf as a file" }));
  expect(await screen.findByText("Outside the workspace it is no longer encrypted.")).toBeInTheDocument();
  expect(fake.files.saved.get("/home/dana/copy.pdf")).toBe("offer.pdf");
  await user.click(files.getByRole("button", { name: "Remove offer.pdf" }));
  await waitFor(() => expect(files.queryByText("offer.pdf")).not.toBeInTheDocument());
});

it("attaches what is dropped, one after the other, and goes on after one that fails", async () => {
  const { fake, files } = await page();
  act(() => fake.drop({ over: false, paths: ["/tmp/missing.txt", "/tmp/notes.txt", "/tmp/photo.bin"] }));
  expect(await files.findByText("photo.bin")).toBeInTheDocument();
  expect(files.getByText("notes.txt")).toBeInTheDocument();
  const said = await screen.findByText(/there is no such file/);
  expect(said).toHaveTextContent("Not searched by its content");
});

it("takes no files for what is in the trash", async () => {
  const fake = new FakeWorkspace();
  fake.find("DEAL-1").deleted_at = 1;
  const { files } = await page(fake);
  expect(files.queryByRole("button", { name: "Attach a file" })).not.toBeInTheDocument();
  act(() => fake.drop({ over: false, paths: ["/tmp/notes.txt"] }));
  expect(fake.called("attachment_add")).toEqual([]);
});

it.each([
  [0, "0 B"],
  [999, "999 B"],
  [1_430, "1.4 KB"],
  [104_857_600, "105 MB"],
])("says a size as people do", (bytes, words) => {
  expect(size(bytes)).toBe(words);
});
