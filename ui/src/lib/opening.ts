/** The beginning of a long text: whole lines as far as both allow, cut at a word where one line is too long. */
export function opening(text: string, lines: number, characters: number): string {
  const first = text.split("\n").slice(0, lines).join("\n");
  if (first.length <= characters) return first;
  const space = first.lastIndexOf(" ", characters);
  return first.slice(0, space > 0 ? space : characters);
}
