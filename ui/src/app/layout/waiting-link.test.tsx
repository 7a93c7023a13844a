import { act, screen, waitFor } from "@testing-library/react";
import { expect, it } from "vitest";
import { FakeWorkspace } from "@/test/fake-workspace";
import { expectAccessible, renderWindow } from "@/test/render";

it("is there while something waits, and brings up the window where it is answered", async () => {
  const { fake, user } = renderWindow();
  await screen.findByRole("link", { name: "Settings" });
  expect(screen.queryByText("Waits for you")).toBeNull();
  act(() => {
    fake.confirming.ask({ id: "k-1", sentence: "add a note to CON-1" });
    fake.confirming.ask({ id: "k-2", sentence: "add a note to CON-2" });
  });
  const link = await screen.findByRole("button", { name: "Waits for you, 2 changes" });
  await expectAccessible();
  await user.click(link);
  await waitFor(() => expect(fake.called("confirmation_show")).toEqual([{ id: "k-1" }]));
  act(() => {
    fake.confirming.become("k-1", { state: "declined" });
    fake.confirming.become("k-2", { state: "expired" });
  });
  await waitFor(() => expect(screen.queryByText("Waits for you")).toBeNull());
});

it("reviews by its keys from anywhere", async () => {
  const fake = new FakeWorkspace();
  fake.confirming.ask({ id: "k-1", sentence: "add a note to CON-1" });
  const { user } = renderWindow(fake);
  await screen.findByText("Waits for you");
  await user.keyboard("{Control>}{Shift>}a{/Shift}{/Control}");
  await waitFor(() => expect(fake.called("confirmation_show")).toEqual([{ id: "k-1" }]));
});

it("switches AI off and on, and opens the audit log, as commands", async () => {
  const fake = new FakeWorkspace();
  fake.provider.ready();
  const { user } = renderWindow(fake);
  await screen.findByRole("link", { name: "Settings" });
  const run = async (text: string) => {
    await user.keyboard("{Control>}k{/Control}");
    await user.type(await screen.findByRole("combobox", { name: "Search everything" }), `>${text}{Enter}`);
  };
  await run("switch ai off");
  await waitFor(() => expect(fake.provider.state.rules.on).toBe(false));
  await run("switch ai on");
  await waitFor(() => expect(fake.provider.state.rules.on).toBe(true));
  await run("open audit log");
  expect(await screen.findByRole("heading", { name: "Audit log" })).toBeInTheDocument();
});
