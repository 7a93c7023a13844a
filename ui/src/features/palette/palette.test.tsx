import { act, fireEvent, screen, waitFor, within } from "@testing-library/react";
import { useRef } from "react";
import { expect, it, vi } from "vitest";
import type { SearchRequest, SearchResponse } from "@/ipc/bindings";
import { FakeWorkspace } from "@/test/fake-workspace";
import { find } from "@/test/fake-query";
import { expectAccessible, renderIn } from "@/test/render";
import type { PaletteHost } from "./host";
import { Palette } from "./palette";

function Bench({ host }: { host: PaletteHost }) {
  const input = useRef<HTMLInputElement>(null);
  return <Palette host={host} inputRef={input} initialText="" autoFocus />;
}

function open(fake = new FakeWorkspace()) {
  const host = {
    kind: "window" as const,
    close: vi.fn(),
    open: vi.fn(),
    openBeside: vi.fn(),
    runOn: vi.fn(),
    run: vi.fn(),
    commands: [{ id: "go.deal", title: "Go to deals", section: "Go to", words: "", keys: "g d" }],
  };
  return { host, ...renderIn(<Bench host={host} />, fake) };
}

const input = () => screen.findByRole("combobox", { name: "Search everything" });
const active = async () =>
  document.getElementById((await input()).getAttribute("aria-activedescendant") ?? "");

it("asks for words with every key, then for all legs, with numbers that count up", async () => {
  const { fake, user } = open();
  await user.type(await input(), "kra");
  await waitFor(() => expect(fake.called("search").some(({ legs }) => legs.includes("vector"))).toBe(true));
  const asked = fake.called("search");
  expect(asked.find(({ text }) => text === "kra")?.legs).toEqual(["text", "fuzzy"]);
  expect(asked.map(({ text, legs }) => (legs.includes("vector") ? "" : text)).filter(Boolean)).toEqual([
    "k",
    "kr",
    "kra",
  ]);
  const numbers = asked.map(({ seq }) => seq);
  expect(numbers).toEqual(numbers.toSorted((a, b) => a - b));
});

it("moves by arrows, opens by Enter and notes what was picked", async () => {
  const { fake, host, user } = open();
  await user.type(await input(), "kranich");
  await screen.findByRole("option", { name: /Kranich Optik renewal/ });
  const first = await active();
  await user.keyboard("{ArrowDown}");
  expect(await active()).not.toBe(first);
  await user.keyboard("{ArrowUp}{Enter}");
  expect(host.open).toHaveBeenCalledWith("CON-1");
  expect(fake.called("search_picked")).toEqual([{ entity: "contact-1" }]);
});

it("puts an exact reference first, in a section of its own", async () => {
  const { user } = open();
  await user.type(await input(), "deal-2");
  const exact = await screen.findByRole("group", { name: "Exact" });
  expect(within(exact).getByRole("option", { name: /Hailan pilot/ })).toHaveAttribute(
    "aria-selected",
    "true",
  );
});

it("appends late hits without moving the selection", async () => {
  const fake = new FakeWorkspace();
  let late: ((response: SearchResponse) => void) | undefined;
  let lateRequest: SearchRequest | undefined;
  fake.answer("search", (request) => {
    if (!request.legs.includes("vector") || request.text !== "invoice") return find(fake.entities, request);
    lateRequest = request;
    return new Promise((resolve) => {
      late = resolve;
    });
  });
  const { user } = open(fake);
  await user.type(await input(), "invoice");
  await waitFor(() => expect(late).toBeDefined());
  const before = screen.getAllByRole("option").map((option) => option.id);
  const chosen = (await active())?.id;
  const hailan = find(fake.entities, { ...lateRequest!, text: "deal-2" }).hits[0]!;
  await act(async () =>
    late?.({
      ...find(fake.entities, lateRequest!),
      hits: [{ ...hailan, leg: "vector" }, ...find(fake.entities, lateRequest!).hits],
    }),
  );
  await screen.findByRole("option", { name: /Hailan pilot/ });
  const after = screen.getAllByRole("option").map((option) => option.id);
  expect(after[0], "what was first stays first").toBe(before[0]);
  expect((await active())?.id).toBe(chosen);
});

it("opens the first row of the answer when Enter came before it", async () => {
  const fake = new FakeWorkspace();
  let release: (() => void) | undefined;
  fake.answer("search", async (request) => {
    if (request.text === "hailan") {
      await new Promise<void>((resolve) => {
        release = resolve;
      });
    }
    return find(fake.entities, request);
  });
  const { host, user } = open(fake);
  await user.type(await input(), "hailan{Enter}");
  expect(host.open, "the rows on screen are those of another text").not.toHaveBeenCalled();
  await act(async () => release?.());
  await waitFor(() => expect(host.open).toHaveBeenCalledWith("CON-2"));
});

it("leaves keys to an input method that composes", async () => {
  const { fake, host } = open();
  const field = await input();
  fireEvent.compositionStart(field);
  fireEvent.change(field, { target: { value: "は" } });
  fireEvent.keyDown(field, { key: "Enter", keyCode: 229 });
  fireEvent.keyDown(field, { key: "ArrowDown", isComposing: true });
  expect(host.open).not.toHaveBeenCalled();
  expect(
    fake.called("search").some(({ text }) => text === "は"),
    "letters in the making are not searched",
  ).toBe(false);
  fireEvent.change(field, { target: { value: "海蓝" } });
  fireEvent.compositionEnd(field);
  await waitFor(() => expect(fake.called("search").some(({ text }) => text === "海蓝")).toBe(true));
});

it("makes a chip of a finished filter, and text of a chip again", async () => {
  const { fake, user } = open();
  await user.type(await input(), "kind:deal ");
  expect(screen.getByRole("button", { name: "Remove the filter kind:deal" })).toBeInTheDocument();
  await user.type(await input(), "pilot");
  await waitFor(() => expect(fake.called("search").at(-1)?.text).toBe("kind:deal pilot"));
  await user.keyboard("{Home}{Backspace}");
  expect(screen.queryByRole("button", { name: "Remove the filter kind:deal" })).toBeNull();
  expect(await input()).toHaveValue("kind:dealpilot");
});

it("completes a filter by Tab", async () => {
  const { user } = open();
  await user.type(await input(), "stage:pro");
  await screen.findByRole("button", { name: "proposal" });
  await user.keyboard("{Tab}");
  expect(screen.getByRole("button", { name: "Remove the filter stage:proposal" })).toBeInTheDocument();
});

it("names the valid values of a wrong filter and mends it in one press", async () => {
  const { user } = open();
  await user.type(await input(), "stage:zzz ");
  expect(await screen.findByRole("alert")).toHaveTextContent("use qualification, proposal");
  await user.click(screen.getByRole("button", { name: "stage:won" }));
  expect(screen.getByRole("button", { name: "Remove the filter stage:won" })).toBeInTheDocument();
});

it("shows the actions of a row on the second Cmd+K, and Esc closes only them", async () => {
  const { fake, host, user } = open();
  await user.type(await input(), "hailan pilot");
  await screen.findByRole("option", { name: /Hailan pilot/ });
  await user.keyboard("{Control>}k{/Control}");
  const panel = screen.getByRole("dialog", { name: /Actions/ });
  await user.keyboard("{Escape}");
  expect(panel).not.toBeInTheDocument();
  expect(host.close).not.toHaveBeenCalled();
  expect(await input()).toHaveFocus();
  await user.keyboard("{Control>}k{/Control}trash{Enter}");
  await waitFor(() => expect(fake.find("DEAL-2").deleted_at).not.toBeNull());
});

it("runs commands behind the sign", async () => {
  const { host, user } = open();
  await user.type(await input(), ">deals{Enter}");
  expect(host.run).toHaveBeenCalledWith("go.deal");
});

it("explains the rank of the chosen row when asked", async () => {
  const { user } = open();
  await user.type(await input(), "hailan");
  await user.keyboard("{Alt>}w{/Alt}");
  const why = await screen.findByRole("region", { name: "Why this rank" });
  await waitFor(() => expect(within(why).getByRole("table")).toHaveTextContent("4.217"));
});

it("says what is not complete yet, and what to try when nothing is found", async () => {
  const fake = new FakeWorkspace();
  fake.status = {
    text: { state: "building", done: 40, total: 900 },
    vectors: { state: "no_model", message: "run set-up" },
  };
  const { user } = open(fake);
  await user.type(await input(), "stage:won zzzz");
  expect(await screen.findByText(/Nothing matches/)).toBeInTheDocument();
  expect(screen.getAllByText(/40 of 900/)[0]).toBeInTheDocument();
  await user.click(screen.getByRole("button", { name: "Without stage:won" }));
  await waitFor(() => expect(fake.called("search").at(-1)?.text).toBe("zzzz"));
});

it("can be used with a screen reader", async () => {
  const { user } = open();
  await user.type(await input(), "kind:deal ");
  await screen.findAllByRole("option");
  expect(await screen.findByText("4 results")).toBeInTheDocument();
  await expectAccessible();
});
