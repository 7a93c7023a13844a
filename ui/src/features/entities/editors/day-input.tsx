import { CalendarDays } from "lucide-react";
import { useState, type ComponentProps } from "react";
import { IconButton } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { Popover } from "@/components/ui/popover";
import { useCommand } from "@/ipc/use-command";
import { parseDay } from "@/lib/parse-day";
import { localDay } from "@/lib/time";
import { useNow } from "@/lib/use-now";
import { Calendar } from "./calendar";
import type { Typed } from "./field-input";

type Props = Omit<ComponentProps<"input">, "value" | "onChange"> & {
  value: string;
  onChange: (typed: Typed) => void;
};

/** A day, typed as people write it or chosen from a month. The web view of Linux has no date field of its own. */
export function DayInput({ value, onChange, ...common }: Props) {
  const [text, setText] = useState(value);
  const [open, setOpen] = useState(false);
  const today = localDay(useNow());
  const dayFirst = useCommand("settings_get", {}).data?.day_first ?? false;
  const day = parseDay(text, today, dayFirst);

  function type(typed: string) {
    setText(typed);
    if (typed.trim() === "") {
      onChange({ value: null });
      return;
    }
    const parsed = parseDay(typed, today, dayFirst);
    onChange(
      parsed
        ? { value: parsed }
        : { value: value || null, problem: `“${typed}” is no day: write 2026-12-01, 1 Dec, tomorrow or +3d` },
    );
  }

  return (
    <div className="flex min-w-0 flex-1 gap-1">
      <Input
        {...common}
        placeholder="1 Dec, tomorrow, +3d"
        className="min-w-0 flex-1 tabular-nums"
        value={text}
        onChange={(event) => type(event.target.value)}
        onBlur={() => day && setText(day)}
      />
      <Popover
        label="Calendar"
        open={open}
        onOpenChange={setOpen}
        align="end"
        trigger={
          <IconButton label="Choose from the calendar" className="size-8">
            <CalendarDays size={15} />
          </IconButton>
        }
      >
        <Calendar
          value={day}
          today={today}
          onChoose={(chosen) => {
            type(chosen);
            setOpen(false);
          }}
        />
      </Popover>
    </div>
  );
}
