import { useState, type ComponentProps } from "react";
import { Input } from "@/components/ui/input";
import { fromLocalInput, toLocalInput } from "@/lib/time";
import { DayInput } from "./day-input";
import type { Typed } from "./field-input";

type Props = Omit<ComponentProps<"input">, "value" | "onChange"> & {
  value: string;
  onChange: (typed: Typed) => void;
};

/** A day and a time of day where the person is; stored as an instant. */
export function InstantInput({ value, onChange, ...common }: Props) {
  const [initialDay = "", initialTime = ""] = toLocalInput(value).split("T");
  const [day, setDay] = useState<Typed>({ value: initialDay || null });
  const [time, setTime] = useState(initialTime);

  function changed(nextDay: Typed, nextTime: string) {
    if (nextDay.problem) onChange({ value: value || null, problem: nextDay.problem });
    else if (nextDay.value === null) onChange({ value: null });
    else {
      const clock = parseTime(nextTime);
      const at = clock && fromLocalInput(`${String(nextDay.value)}T${clock}`);
      onChange(
        at
          ? { value: at }
          : { value: value || null, problem: `“${nextTime}” is no time: write 9:30 or 17:00` },
      );
    }
  }

  return (
    <div className="flex gap-1.5">
      <DayInput
        {...common}
        value={initialDay}
        onChange={(next) => {
          setDay(next);
          changed(next, time);
        }}
      />
      <Input
        aria-label="Time of day"
        placeholder="9:00"
        className="w-16 shrink-0 tabular-nums"
        value={time}
        onChange={(event) => {
          setTime(event.target.value);
          changed(day, event.target.value);
        }}
      />
    </div>
  );
}

/** `9`, `9:30`, `17.00`, `5pm`; without a time, nine in the morning. */
function parseTime(text: string): string | undefined {
  const typed = text.trim().toLowerCase();
  if (typed === "") return "09:00";
  const match = /^(\d{1,2})(?:[:.](\d{2}))?\s*(am|pm)?$/.exec(typed);
  if (!match) return undefined;
  const [, hours, minutes = "00", half] = match;
  const hour = (Number(hours) % (half ? 12 : 24)) + (half === "pm" ? 12 : 0);
  if (Number(hours) > 23 || Number(minutes) > 59) return undefined;
  return `${String(hour).padStart(2, "0")}:${minutes}`;
}
