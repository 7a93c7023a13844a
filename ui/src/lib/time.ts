const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const relative = new Intl.RelativeTimeFormat("en", { numeric: "auto", style: "narrow" });
// `12 Mar`, never `3/12`: a day and a month in digits mean two things.
const dayMonth = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short" });
const dayMonthYear = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric" });
const full = new Intl.DateTimeFormat("en-GB", {
  weekday: "short",
  day: "numeric",
  month: "short",
  year: "numeric",
  hour: "2-digit",
  minute: "2-digit",
});
const clock = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", hour12: false });

const two = (n: number) => String(n).padStart(2, "0");

/** How long ago or ahead, short: `now`, `5m ago`, `3h ago`, `yesterday`, `12 Mar`. */
export function since(at: number, now: number): string {
  const gap = at - now;
  const size = Math.abs(gap);
  if (size < MINUTE) return "now";
  if (size < HOUR) return relative.format(Math.round(gap / MINUTE), "minute");
  if (size < DAY) return relative.format(Math.round(gap / HOUR), "hour");
  return onDay(localDay(at), localDay(now));
}

/** An instant in full, for titles. */
export function instant(at: number): string {
  return full.format(at);
}

/** The time of day of an instant: `14:03`. */
export function timeOfDay(at: number): string {
  return clock.format(at);
}

/** How long something took: `80 ms`, `1.4 s`, `2 min`. */
export function lasted(milliseconds: number): string {
  if (milliseconds < 100) return `${Math.max(0, Math.round(milliseconds))} ms`;
  if (milliseconds < MINUTE) return `${(milliseconds / 1000).toFixed(1)} s`;
  return `${Math.round(milliseconds / MINUTE)} min`;
}

/** A calendar day (`2026-11-21`) as people say it beside today: `today`, `in 3d`, `12 Mar`, `12 Mar 2024`. */
export function onDay(day: string, today: string): string {
  const gap = daysBetween(today, day);
  return Math.abs(gap) < 7 ? relative.format(gap, "day") : dateOf(day, today);
}

/** A calendar day as a date, with its year where that is another: `12 Mar`, `12 Mar 2024`. */
export function dateOf(day: string, today: string): string {
  return (day.slice(0, 4) === today.slice(0, 4) ? dayMonth : dayMonthYear).format(dayToDate(day));
}

/** A calendar day in full: `12 Mar 2026`. */
export function wholeDay(day: string): string {
  return dayMonthYear.format(dayToDate(day));
}

/** A stored instant (`2026-11-21T14:00:00Z`) beside now: day and time of day. */
export function onInstant(iso: string, now: number): string {
  const at = Date.parse(iso);
  if (Number.isNaN(at)) return iso;
  return `${onDay(localDay(at), localDay(now))} ${clock.format(at)}`;
}

/** The calendar day of an instant where the person is. */
export function localDay(at: number): string {
  const date = new Date(at);
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** The value of a `datetime-local` input as a stored instant, and back. */
export function fromLocalInput(text: string): string | undefined {
  const at = new Date(text).getTime();
  return Number.isNaN(at) ? undefined : new Date(at).toISOString().replace(/\.\d+Z$/, "Z");
}

export function toLocalInput(iso: string): string {
  const at = Date.parse(iso);
  if (Number.isNaN(at)) return "";
  const date = new Date(at);
  return `${localDay(at)}T${two(date.getHours())}:${two(date.getMinutes())}`;
}

function dayToDate(day: string): Date {
  const [year = 1970, month = 1, date = 1] = day.split("-").map(Number);
  return new Date(year, month - 1, date);
}

function daysBetween(from: string, to: string): number {
  // By noon, so that a day with 23 or 25 hours still counts as one.
  return Math.round((dayToDate(to).getTime() - dayToDate(from).getTime()) / DAY);
}
