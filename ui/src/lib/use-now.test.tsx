import { render, screen } from "@testing-library/react";
import { expect, it, vi } from "vitest";
import { When } from "@/components/entity/when";

it("has the time of now when it is looked at again after nobody did", () => {
  vi.useFakeTimers({ now: 1_000_000_000_000 });
  try {
    render(<When at={Date.now()} />).unmount();
    vi.advanceTimersByTime(5 * 60_000);
    render(<When at={Date.now()} />);
    expect(screen.getByText("now"), "what was just made is not in the future").toBeInTheDocument();
  } finally {
    vi.useRealTimers();
  }
});
