// A sentence is over when its mark is followed by more, a line when the next one has begun. Scripts without spaces end
// theirs with marks that stand nowhere else.
const END = /[.!?…](?=["'”’»)\]*_]*\s)|[。！？]|\n/gu;

/** Up to where a text that is being written is made of whole sentences and lines, in UTF-16 code units. */
export function finishedTo(text: string): number {
  let end = 0;
  for (const match of text.matchAll(END)) end = match.index + match[0].length;
  return end;
}

/** A piece of Markdown as it is read out. */
export function spoken(markdown: string): string {
  return markdown
    .replace(/!?\[([^\]]*)\]\([^)]*\)/gu, "$1")
    .replace(/^\s{0,3}(#{1,6}|>|[-*+]|\d+\.)\s+/gmu, "")
    .replace(/[*_`~]+/gu, "")
    .replace(/\s+/gu, " ")
    .trim();
}
