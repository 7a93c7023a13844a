/** The `@word` in which the caret stands: where it begins, and what was typed of it. */
export type Mention = { from: number; to: number; words: string };

/** Finds the mention that is being typed; an address such as `a@b.example` is none. */
export function mentionAt(text: string, caret: number): Mention | undefined {
  const before = text.slice(0, caret);
  const match = /(?:^|[\s(“"'])@([^\s@]{0,40})$/u.exec(before);
  const words = match?.[1];
  if (words === undefined) return undefined;
  return { from: caret - words.length - 1, to: caret, words };
}

/** The text with the mention replaced by a reference, and where the caret goes. */
export function withReference(
  text: string,
  mention: Mention,
  reference: string,
): { text: string; caret: number } {
  const rest = text.slice(mention.to);
  const inserted = `${reference}${/^\s/u.test(rest) ? "" : " "}`;
  return {
    text: text.slice(0, mention.from) + inserted + rest,
    caret: mention.from + reference.length + 1,
  };
}
