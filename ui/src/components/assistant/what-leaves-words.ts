import type { Departure } from "@/ipc/bindings";
import { count, number } from "@/lib/count";

/** `4 parts, ~2,100 tokens, 3 masked`, of one request or of several. */
export function departureWords(departures: readonly Departure[]): string {
  const sum = (of: (departure: Departure) => number) => departures.reduce((all, each) => all + of(each), 0);
  const masked = new Set(departures.flatMap(({ masks }) => Object.keys(masks))).size;
  return [
    departures.length === 1
      ? count(departures[0]?.parts.length ?? 0, "part")
      : count(departures.length, "request"),
    `~${number(sum(({ tokens }) => tokens))} tokens`,
    `${number(masked)} masked`,
  ].join(", ");
}

/** The hosts that some requests go to, each once. */
export function hostsOf(departures: readonly Departure[]): string {
  return [...new Set(departures.map(({ host }) => host))].join(" and ");
}

/** Cuts a text at the placeholders in it, which are shown as such. */
export function atMasks(text: string, placeholders: readonly string[]): { text: string; masked: boolean }[] {
  if (placeholders.length === 0) return [{ text, masked: false }];
  const longest = placeholders.toSorted((a, b) => b.length - a.length);
  const any = new RegExp(
    `(${longest.map((each) => each.replace(/[.*+?^${}()|[\]\\]/gu, "\\$&")).join("|")})`,
    "u",
  );
  return text
    .split(any)
    .map((piece, index) => ({ text: piece, masked: index % 2 === 1 }))
    .filter((piece) => piece.text !== "");
}
