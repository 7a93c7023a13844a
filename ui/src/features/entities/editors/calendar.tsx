import { ChevronLeft, ChevronRight } from "lucide-react";
import { useState, type KeyboardEvent } from "react";
import { IconButton } from "@/components/ui/button";
import { cx } from "@/lib/cx";
import { shift } from "@/lib/parse-day";
import { wholeDay } from "@/lib/time";

const monthName = new Intl.DateTimeFormat("en", { month: "long", year: "numeric" });
const WEEK = ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"];

type Props = { value: string | undefined; today: string; onChoose: (day: string) => void };

/** A month to choose a day from; arrows move by day and week, Page keys by month. */
export function Calendar({ value, today, onChoose }: Props) {
  const [at, setAt] = useState(value ?? today);
  const [year = 1970, month = 1] = at.split("-").map(Number);
  const first = `${at.slice(0, 8)}01`;
  const weekday = (new Date(year, month - 1, 1).getDay() + 6) % 7;
  const start = shift(first, -weekday);
  const days = Array.from({ length: 42 }, (_, index) => shift(start, index));

  function onKeyDown(event: KeyboardEvent) {
    const steps: Record<string, number> = {
      ArrowLeft: -1,
      ArrowRight: 1,
      ArrowUp: -7,
      ArrowDown: 7,
      PageUp: -28,
      PageDown: 28,
    };
    const step = steps[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const next = shift(at, step);
    setAt(next);
    event.currentTarget.querySelector<HTMLElement>(`[data-day="${next}"]`)?.focus();
  }

  return (
    <div className="w-60 p-2" onKeyDown={onKeyDown} role="group" aria-label="Choose a day">
      <div className="flex items-center">
        <IconButton label="Month before" small onClick={() => setAt(shift(first, -1))}>
          <ChevronLeft size={14} />
        </IconButton>
        <span aria-live="polite" className="flex-1 text-center text-sm font-medium">
          {monthName.format(new Date(year, month - 1, 1))}
        </span>
        <IconButton label="Month after" small onClick={() => setAt(shift(first, 32).slice(0, 8) + "01")}>
          <ChevronRight size={14} />
        </IconButton>
      </div>
      <div className="mt-1 grid grid-cols-7 text-center text-xs text-ink-3" aria-hidden>
        {WEEK.map((name) => (
          <span key={name} className="py-1">
            {name}
          </span>
        ))}
      </div>
      <div className="grid grid-cols-7 tabular-nums">
        {days.map((day) => (
          <button
            key={day}
            type="button"
            data-day={day}
            tabIndex={day === at ? 0 : -1}
            aria-label={wholeDay(day)}
            aria-pressed={day === value}
            onClick={() => onChoose(day)}
            className={cx(
              "h-7 rounded-sm text-sm hover:bg-hover",
              day.slice(0, 7) !== at.slice(0, 7) && "text-ink-3",
              day === today && "font-semibold text-accent",
              day === value && "bg-accent text-accent-ink hover:bg-accent-hover",
            )}
          >
            {Number(day.slice(8))}
          </button>
        ))}
      </div>
    </div>
  );
}
