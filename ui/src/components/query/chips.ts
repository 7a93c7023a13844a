/** A query as the palette shows it: finished filters as chips, the rest as text being typed. */
export type ChippedQuery = { chips: string[]; text: string };

// A finished filter: `stage:won`, `-tag:cold`, `amount>10k`, `company:"Acme Corp"`, `#TIC-104`, `@dana`, `$recent`.
// What the words mean is the core's to say; this only tells filters from words to draw them as chips.
const FILTER =
  /^(?:-?\p{L}[\p{L}\p{N}_]*(?::|：|[<>]=?|=)(?!\/\/)(?:"[^"]*"|[^\s"]\S*)|#\p{L}+-\d+|-?@\S+|\$\p{L}+)$/u;

/** Takes the finished filters (those with a space behind them) out of a text. */
export function chipped(text: string, chips: readonly string[] = []): ChippedQuery {
  const found = [...chips];
  let rest = "";
  let at = 0;
  for (const { from, to } of words(text)) {
    const word = text.slice(from, to);
    const followed = to < text.length;
    if (followed && FILTER.test(word)) {
      if (!found.includes(word)) found.push(word);
      rest += text.slice(at, from);
      // The space behind goes with the chip.
      at = to + 1;
    }
  }
  rest += text.slice(at);
  return { chips: found, text: found.length > chips.length ? rest.trimStart() : rest };
}

/** The query that the core gets. */
export function joined({ chips, text }: ChippedQuery): string {
  return chips.length === 0 ? text : `${chips.join(" ")} ${text}`;
}

/** Where the typed text begins in the joined query, in UTF-16 code units. */
export function textStart({ chips }: ChippedQuery): number {
  return chips.length === 0 ? 0 : chips.join(" ").length + 1;
}

/** The chip that a span of the joined query lies in. */
export function chipAt({ chips }: ChippedQuery, from: number): number | undefined {
  let start = 0;
  for (const [index, chip] of chips.entries()) {
    if (from >= start && from < start + chip.length) return index;
    start += chip.length + 1;
  }
  return undefined;
}

/** Replaces a span of the joined query, as a completion or a suggestion asks, and chips what is finished by it. */
export function replaced(
  query: ChippedQuery,
  [from, to]: readonly [number, number],
  insert: string,
): ChippedQuery {
  const whole = joined(query);
  return chipped(whole.slice(0, from) + insert + whole.slice(to));
}

function words(text: string): { from: number; to: number }[] {
  const found: { from: number; to: number }[] = [];
  let from: number | undefined;
  let quoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at] ?? "";
    if (sign === '"') quoted = !quoted;
    const space = !quoted && /\s/u.test(sign);
    if (space && from !== undefined) {
      found.push({ from, to: at });
      from = undefined;
    } else if (!space) {
      from ??= at;
    }
  }
  if (from !== undefined) found.push({ from, to: text.length });
  return found;
}
