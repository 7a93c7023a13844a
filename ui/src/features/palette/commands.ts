import type { PaletteCommand } from "./host";

/**
 * How well a command answers to what is typed: by its very name, by the beginning of its name, or by its words. The one
 * rule of order: what is called so, whole or begun, stands above entities, and all else below them.
 */
export type Fit = "name" | "begun" | "words";

const ORDER: readonly Fit[] = ["name", "begun", "words"];

/** So many letters at least begin a name: one begins too many, and entities are what is looked for most. */
const BEGIN = 2;

export type Match = { command: PaletteCommand; fit: Fit };

/** Commands whose words begin with every word typed, the best fit first. */
export function matchingCommands(commands: readonly PaletteCommand[], typed: string): Match[] {
  const wanted = split(typed);
  if (wanted.length === 0) return commands.map((command) => ({ command, fit: "words" }));
  const ranked = commands.flatMap((command) => {
    const title = split(command.title);
    const all = [...title, ...split(command.words)];
    if (!wanted.every((word) => all.some((each) => each.startsWith(word)))) return [];
    const inTitle = wanted.filter((word) => title.some((each) => each.startsWith(word))).length;
    const first = title[0]?.startsWith(wanted[0] ?? "") ? 1 : 0;
    return [{ command, fit: fitOf(command, wanted), rank: inTitle * 2 + first }];
  });
  return ranked.toSorted((a, b) => ORDER.indexOf(a.fit) - ORDER.indexOf(b.fit) || b.rank - a.rank);
}

/** Whether what is matched so stands above entities. */
export function isCalled({ fit }: Match): boolean {
  return fit !== "words";
}

function fitOf({ title, name }: PaletteCommand, wanted: readonly string[]): Fit {
  const typed = wanted.join(" ");
  const names = [title, name ?? ""].map((each) => split(each).join(" "));
  if (names.includes(typed)) return "name";
  return Array.from(typed).length >= BEGIN && names.some((each) => each.startsWith(typed))
    ? "begun"
    : "words";
}

/** The words of a text, without case and accents. */
function split(text: string): string[] {
  const plain = text.normalize("NFKD").replaceAll(/\p{M}/gu, "").toLowerCase();
  return plain.match(/[\p{L}\p{N}]+/gu) ?? [];
}
