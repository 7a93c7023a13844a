import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it, vi } from "vitest";
import { Checkbox } from "./checkbox";

it("is reached by Tab and changed by Space", async () => {
  const user = userEvent.setup();
  const onChange = vi.fn();
  render(<Checkbox label="Unread" checked={false} onChange={onChange} />);
  await user.tab();
  expect(screen.getByRole("checkbox", { name: "Unread" })).toHaveFocus();
  await user.keyboard(" ");
  expect(onChange).toHaveBeenCalledWith(true);
});

it("stays out of the order of Tab where a row is stepped through otherwise", async () => {
  const user = userEvent.setup();
  render(<Checkbox label="Row" checked={false} onChange={vi.fn()} tabIndex={-1} />);
  await user.tab();
  expect(screen.getByRole("checkbox", { name: "Row" })).not.toHaveFocus();
});
