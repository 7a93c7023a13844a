import { shift } from "@/lib/parse-day";
import { fromLocalInput, localDay } from "@/lib/time";

export type ReminderTime = { label: string; at: string };

/** Times that are offered for a reminder, as stored instants, soonest first; those already past are left out. */
export function reminderTimes(now: number, due?: string): ReminderTime[] {
  const today = localDay(now);
  const weekday = new Date(now).getDay();
  const untilMonday = ((8 - weekday) % 7) + (weekday === 1 ? 7 : 0);
  const offered: [string, string | undefined][] = [
    ["In 1 hour", inAnHour(now)],
    ["This evening, 18:00", at(today, "18:00")],
    ["Tomorrow, 9:00", tomorrow(now)],
    ["On Monday, 9:00", at(shift(today, untilMonday), "09:00")],
    ...(due
      ? ([
          ["The day before it is due, 9:00", at(shift(due, -1), "09:00")],
          ["On the day it is due, 9:00", at(due, "09:00")],
        ] satisfies [string, string | undefined][])
      : []),
  ];
  const seen = new Set<string>();
  return offered
    .flatMap(([label, instant]): ReminderTime[] => {
      if (!instant || Date.parse(instant) <= now || seen.has(instant)) return [];
      seen.add(instant);
      return [{ label, at: instant }];
    })
    .toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at));
}

/** An hour from now, as a stored instant. */
export function inAnHour(now: number): string {
  return new Date(now + 3_600_000).toISOString().replace(/\.\d+Z$/, "Z");
}

/** Nine in the morning of the next day. */
export function tomorrow(now: number): string | undefined {
  return at(shift(localDay(now), 1), "09:00");
}

function at(day: string, clock: string): string | undefined {
  return fromLocalInput(`${day}T${clock}`);
}
