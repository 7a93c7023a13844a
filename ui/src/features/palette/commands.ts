import type { PaletteCommand } from "./host";

/** Commands whose words begin with every word typed, those that match by title first. */
export function matchingCommands(commands: readonly PaletteCommand[], typed: string): PaletteCommand[] {
  const wanted = split(typed);
  if (wanted.length === 0) return [...commands];
  const ranked = commands.flatMap((command) => {
    const title = split(command.title);
    const all = [...title, ...split(command.words)];
    if (!wanted.every((word) => all.some((each) => each.startsWith(word)))) return [];
    const inTitle = wanted.filter((word) => title.some((each) => each.startsWith(word))).length;
    const first = title[0]?.startsWith(wanted[0] ?? "") ? 1 : 0;
    return [{ command, rank: inTitle * 2 + first }];
  });
  return ranked.toSorted((a, b) => b.rank - a.rank).map(({ command }) => command);
}

function split(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}
