export type Piece = { text: string; change: "same" | "gone" | "new" };

// Beyond it a comparison costs more than a person reads out of it.
const MOST = 1200;

/** The words of two texts, those that are gone before those that came in their place. */
export function wordDiff(before: string, after: string): Piece[] {
  const a = wordsOf(before);
  const b = wordsOf(after);
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start += 1;
  let end = 0;
  while (end < a.length - start && end < b.length - start && a.at(-1 - end) === b.at(-1 - end)) end += 1;
  const middle = between(a.slice(start, a.length - end), b.slice(start, b.length - end));
  return joined([
    ...a.slice(0, start).map((text): Piece => ({ text, change: "same" })),
    ...middle,
    ...a.slice(a.length - end).map((text): Piece => ({ text, change: "same" })),
  ]);
}

/** Words with the space behind them, so that putting them together gives the text. */
function wordsOf(text: string): string[] {
  return text.match(/\s*\S+|\s+$/gu) ?? [];
}

function between(a: readonly string[], b: readonly string[]): Piece[] {
  if (a.length > MOST || b.length > MOST) {
    return [
      ...a.map((text): Piece => ({ text, change: "gone" })),
      ...b.map((text): Piece => ({ text, change: "new" })),
    ];
  }
  // The longest run of words in common, from each place to the ends.
  const width = b.length + 1;
  const common = new Uint16Array((a.length + 1) * width);
  const at = (i: number, j: number) => common[i * width + j] ?? 0;
  for (let i = a.length - 1; i >= 0; i -= 1) {
    for (let j = b.length - 1; j >= 0; j -= 1) {
      common[i * width + j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  const pieces: Piece[] = [];
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      pieces.push({ text: a[i] ?? "", change: "same" });
      i += 1;
      j += 1;
    } else if (i < a.length && (j >= b.length || at(i + 1, j) >= at(i, j + 1))) {
      pieces.push({ text: a[i] ?? "", change: "gone" });
      i += 1;
    } else {
      pieces.push({ text: b[j] ?? "", change: "new" });
      j += 1;
    }
  }
  return pieces;
}

function joined(pieces: readonly Piece[]): Piece[] {
  const found: Piece[] = [];
  for (const piece of pieces) {
    const last = found.at(-1);
    if (last?.change === piece.change) last.text += piece.text;
    else found.push({ ...piece });
  }
  return found;
}
