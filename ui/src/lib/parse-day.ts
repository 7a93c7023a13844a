import { localDay } from "./time";

const DAY = 86_400_000;
const WEEKDAYS = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"];
const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/**
 * Reads a typed day: `2026-12-01`, `tomorrow`, `+3d`, `2w`, `fri`, `1 Dec`, `03/04/2026` by the person's order.
 * Undefined when it is none. `today` is a calendar day.
 */
export function parseDay(text: string, today: string, dayFirst: boolean): string | undefined {
  const typed = text.trim().toLowerCase();
  if (/^\d{4}-\d{1,2}-\d{1,2}$/.test(typed)) {
    const [year = 0, month = 0, day = 0] = typed.split("-").map(Number);
    return realDay(year, month, day);
  }
  const words: Record<string, number> = { today: 0, tod: 0, tomorrow: 1, tom: 1, yesterday: -1 };
  const offset = words[typed];
  if (offset !== undefined) return shift(today, offset);
  return (
    relativeDay(typed, today) ??
    weekday(typed, today) ??
    namedMonth(typed, today) ??
    slashed(typed, today, dayFirst)
  );
}

/** A calendar day so many days on. */
export function shift(day: string, days: number): string {
  const [year = 1970, month = 1, date = 1] = day.split("-").map(Number);
  return localDay(new Date(year, month - 1, date, 12).getTime() + days * DAY);
}

function relativeDay(typed: string, today: string): string | undefined {
  const match = /^([+-]?)(\d{1,4})\s*(d|days?|w|weeks?|m|months?)$/.exec(typed);
  if (!match) return undefined;
  const [, sign, digits, unit = ""] = match;
  const amount = Number(digits) * (sign === "-" ? -1 : 1);
  if (unit.startsWith("d")) return shift(today, amount);
  if (unit.startsWith("w")) return shift(today, amount * 7);
  const [year = 1970, month = 1, date = 1] = today.split("-").map(Number);
  const last = new Date(year, month - 1 + amount + 1, 0).getDate();
  return localDay(new Date(year, month - 1 + amount, Math.min(date, last), 12).getTime());
}

/** The next such weekday, never today. */
function weekday(typed: string, today: string): string | undefined {
  if (typed.length < 2) return undefined;
  const wanted = WEEKDAYS.findIndex((name) => name.startsWith(typed));
  if (wanted < 0) return undefined;
  const [year = 1970, month = 1, date = 1] = today.split("-").map(Number);
  const now = new Date(year, month - 1, date).getDay();
  return shift(today, ((wanted - now + 6) % 7) + 1);
}

function namedMonth(typed: string, today: string): string | undefined {
  const match =
    /^(\d{1,2})\.?\s+([a-z]{3,9})\.?,?(?:\s+(\d{4}))?$/.exec(typed) ??
    /^([a-z]{3,9})\.?\s+(\d{1,2}),?(?:\s+(\d{4}))?$/.exec(typed);
  if (!match) return undefined;
  const [, one = "", two = "", year] = match;
  const [date, name] = /^\d/.test(one) ? [one, two] : [two, one];
  const month = MONTHS.indexOf(name.slice(0, 3)) + 1;
  return month > 0 ? realDay(Number(year ?? today.slice(0, 4)), month, Number(date)) : undefined;
}

function slashed(typed: string, today: string, dayFirst: boolean): string | undefined {
  const match = /^(\d{1,2})[/.](\d{1,2})(?:[/.](\d{2}|\d{4}))?\.?$/.exec(typed);
  if (!match) return undefined;
  const [, one, two, year] = match;
  const [date, month] = dayFirst || typed.includes(".") ? [one, two] : [two, one];
  const whole =
    year === undefined ? Number(today.slice(0, 4)) : year.length === 2 ? 2000 + Number(year) : Number(year);
  return realDay(whole, Number(month), Number(date));
}

function realDay(year: number, month: number, day: number): string | undefined {
  const at = new Date(year, month - 1, day, 12);
  if (at.getMonth() !== month - 1 || at.getDate() !== day) return undefined;
  return localDay(at.getTime());
}
