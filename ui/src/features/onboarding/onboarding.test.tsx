import { act, screen, waitFor } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import type { BlockedReason } from "@/ipc/bindings";
import { FakeWorkspace, WORKSPACE, commandError } from "@/test/fake-workspace";
import { members } from "@/test/schema";
import { expectAccessible, renderWindow } from "@/test/render";

function at(phase: FakeWorkspace["phase"]) {
  const fake = new FakeWorkspace();
  fake.phase = phase;
  return renderWindow(fake);
}

const firstRun = () => at({ phase: "first_run", folder: "/home/dana/Workestra", keychain_problem: null });

const blocked = (reason: BlockedReason) =>
  at({ phase: "blocked", name: "Brook", path: "/home/dana/brook", reason, message: "what happened" });

describe("first run", () => {
  it("makes a sample workspace, shows the code once and lets in who types it back", async () => {
    const { fake, user } = firstRun();
    await user.type(await screen.findByRole("textbox", { name: /Your name/ }), "Dana");
    await expectAccessible();
    await user.click(screen.getByRole("button", { name: "Create workspace" }));
    expect(await screen.findByTestId("recovery-code")).toHaveTextContent(fake.code);
    expect(fake.called("workspace_create")[0]).toEqual({
      name: "Sample workspace",
      member: "Dana",
      sample: true,
      folder: null,
    });
    await user.click(screen.getByRole("button", { name: "Save as a file…" }));
    await waitFor(() => expect(fake.called("recovery_code_save")[0]?.recovery_code).toBe(fake.code));
    await user.click(screen.getByRole("button", { name: "I have kept it" }));
    expect(screen.queryByTestId("recovery-code"), "out of sight while it is typed back").toBeNull();
    const field = screen.getByRole("textbox", { name: "Recovery code" });
    await user.type(field, "wrong{Enter}");
    expect(await screen.findByRole("alert")).toHaveTextContent("not the code");
    await user.clear(field);
    await user.type(field, `${fake.code.toLowerCase().replaceAll("-", " ")}{Enter}`);
    await screen.findByRole("grid", { name: "Contacts" });
  });

  it("shows the code even when the core goes on without asking for it", async () => {
    const { fake, user } = firstRun();
    fake.answer("workspace_create", () => {
      fake.enter({ phase: "ready", workspace: WORKSPACE, me: members[0]! });
      return { recovery_code: fake.code };
    });
    await user.type(await screen.findByRole("textbox", { name: /Your name/ }), "Dana{Enter}");
    expect(await screen.findByTestId("recovery-code")).toHaveTextContent(fake.code);
    await user.click(screen.getByRole("button", { name: "Later" }));
    await screen.findByRole("grid", { name: "Contacts" });
    expect(screen.getByRole("button", { name: "Recovery code not confirmed" })).toBeInTheDocument();
  });

  it("asks for a name before it makes anything", async () => {
    const { fake, user } = firstRun();
    await user.click(await screen.findByRole("button", { name: "Create workspace" }));
    expect(await screen.findByRole("alert")).toHaveTextContent("Write the name");
    expect(fake.called("workspace_create")).toEqual([]);
  });

  it("says why a workspace was not made", async () => {
    const { fake, user } = firstRun();
    fake.answer("workspace_create", () => {
      throw commandError("failed", "the folder cannot be written: choose another");
    });
    await user.type(await screen.findByRole("textbox", { name: /Your name/ }), "Dana{Enter}");
    expect(await screen.findByRole("alert")).toHaveTextContent("choose another");
  });
});

it("goes on reminding who put the recovery code off", async () => {
  const { user } = at({ phase: "confirm_recovery_code", name: "Brook" });
  await user.click(await screen.findByRole("button", { name: "Later" }));
  await user.click(await screen.findByRole("button", { name: "Recovery code not confirmed" }));
  expect(await screen.findByRole("dialog", { name: "Type the recovery code back" })).toBeInTheDocument();
});

describe("a workspace that does not open", () => {
  const withCode: BlockedReason[] = ["no_keychain", "keychain_locked", "key_missing"];
  const without: BlockedReason[] = ["newer_schema", "damaged", "owned", "unreadable"];

  it.each(withCode)("is opened by its recovery code when it is %s", async (reason) => {
    const { fake, user } = blocked(reason);
    await user.type(await screen.findByRole("textbox", { name: "Recovery code" }), `${fake.code}{Enter}`);
    await screen.findByRole("grid", { name: "Contacts" });
    expect(fake.called("workspace_open")).toEqual([{ path: "/home/dana/brook", recovery_code: fake.code }]);
  });

  it.each(without)("asks for no code that would not help when it is %s", async (reason) => {
    const { user, fake } = blocked(reason);
    await screen.findByRole("heading", { level: 1 });
    expect(screen.queryByRole("textbox", { name: "Recovery code" })).toBeNull();
    await expectAccessible();
    await user.click(screen.getByRole("button", { name: "Try again" }));
    await waitFor(() =>
      expect(fake.called("workspace_open")).toEqual([{ path: "/home/dana/brook", recovery_code: null }]),
    );
  });

  it("says what happened, and offers the other workspaces", async () => {
    blocked("damaged");
    expect(await screen.findByText("What happened")).toBeInTheDocument();
    expect(screen.getByRole("button", { name: /Sample workspace/ })).toBeInTheDocument();
  });

  it("says at the field that a code is wrong", async () => {
    const { user } = blocked("key_missing");
    await user.type(await screen.findByRole("textbox", { name: "Recovery code" }), "AAAA{Enter}");
    expect(await screen.findByText(/compare it letter by letter/)).toBeInTheDocument();
  });
});

it("shows which step an opening is at", async () => {
  const { fake } = at({ phase: "opening", step: "filling the sample" });
  expect(await screen.findByText("Filling the sample…")).toBeInTheDocument();
  act(() => fake.enter({ phase: "opening", step: "indexing" }));
  expect(await screen.findByText("Indexing…")).toBeInTheDocument();
});
