import { act, render, screen } from "@testing-library/react";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { ChatMessage, ConversationView } from "@/ipc/bindings";
import { Announcer } from "./announcer";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const head = { id: "v-1", title: "Renewal", updated_at: 0, draft: null };

function writing(words: string): ConversationView {
  const parts = [{ part: "text" as const, text: words, unsupported: [] }];
  return { head, messages: [], confirmations: [], running: { answers: "m-1", parts, step: "answering" } };
}

function answered(words: string, ended: string | null): ConversationView {
  const message: ChatMessage = {
    id: "m-2",
    parent: "m-1",
    at: 0,
    from: "assistant",
    parts: [{ part: "text", text: words, unsupported: [] }],
    context: [],
    files: [],
    profile: null,
    sent: null,
    usage: null,
    ended,
    feedback: null,
  };
  return { head, messages: [message], confirmations: [], running: null };
}

const said = (container: HTMLElement) => container.querySelector("[aria-live=polite]")?.textContent;
const pass = (ms: number) => act(() => vi.advanceTimersByTime(ms));

it("reads whole sentences, each once, in a steady stream of tokens", () => {
  const { container, rerender } = render(<Announcer view={writing("")} />);
  for (const words of [
    "Two",
    "Two deals",
    "Two deals. One",
    "Two deals. One of **them**",
    "Two deals. One of them is",
  ]) {
    rerender(<Announcer view={writing(words)} />);
    pass(400);
  }
  expect(said(container), "no token by itself").toBe("");
  pass(1500);
  expect(said(container)).toBe("Two deals.");
  rerender(<Announcer view={writing("Two deals. One of them is late. The oth")} />);
  pass(1500);
  expect(said(container)).toBe("One of them is late.");
});

it("says the rest and how it ended", () => {
  const { container, rerender } = render(<Announcer view={writing("Two deals. One of th")} />);
  pass(1500);
  rerender(<Announcer view={answered("Two deals. One of them", "stopped by you")} />);
  expect(said(container)).toBe("One of them Stopped by you");
});

it("reads nothing out of a conversation that is only opened", () => {
  render(<Announcer view={answered("All that was said long ago.", null)} />);
  pass(3000);
  expect(screen.queryByText(/long ago/)).not.toBeInTheDocument();
});
