import type { Hit } from "@/ipc/bindings";
import { isCalled, matchingCommands } from "./commands";
import type { PaletteCommand } from "./host";

/** A row that can be chosen. */
export type Row =
  | { key: string; hit: Hit }
  | { key: string; command: PaletteCommand }
  | { key: string; question: string };

export type Section = { title: string; rows: Row[] };

/** How many commands stand above and below results; `>` shows all. */
const COMMANDS_ABOVE = 3;
const COMMANDS_BELOW = 4;

/** Whether the text asks for commands only, and the words behind the sign. */
export function commandText(text: string): string | undefined {
  const match = /^\s*[>＞](.*)$/su.exec(text);
  return match?.[1]?.trim();
}

/** The rows of the palette, by section. */
export function sections(
  text: string,
  { hits, exact }: { hits: Hit[]; exact: number },
  commands: readonly PaletteCommand[],
  /** Whether the text can be handed to the assistant. */
  asks = false,
): Section[] {
  const only = commandText(text);
  if (only !== undefined)
    return [
      { title: "Commands", rows: matchingCommands(commands, only).map(({ command }) => asRow(command)) },
    ].filter(hasRows);
  const recents = text.trim() === "";
  const matches = recents ? [] : matchingCommands(commands, text);
  const above = matches.filter(isCalled).slice(0, COMMANDS_ABOVE);
  const below = matches.slice(above.length, above.length + COMMANDS_BELOW);
  return [
    { title: "By name", rows: above.map(({ command }) => asRow(command)) },
    { title: "Exact", rows: hits.slice(0, exact).map(asHitRow) },
    { title: recents ? "Recent" : "Results", rows: hits.slice(exact).map(asHitRow) },
    { title: "Commands", rows: below.map(({ command }) => asRow(command)) },
    { title: "Ask AI", rows: asks && !recents ? [{ key: "?", question: text.trim() }] : [] },
  ].filter(hasRows);
}

function asHitRow(hit: Hit): Row {
  return { key: hit.id, hit };
}

function asRow(command: PaletteCommand): Row {
  return { key: `>${command.id}`, command };
}

function hasRows({ rows }: Section): boolean {
  return rows.length > 0;
}

/** The key of the chosen row: the one that was chosen while it is there, else the first. */
export function chosenKey(rows: readonly Row[], chosen: string | undefined): string | undefined {
  return rows.some(({ key }) => key === chosen) ? chosen : rows[0]?.key;
}

/** The key so many rows on, round the ends. */
export function moved(rows: readonly Row[], from: string | undefined, by: number): string | undefined {
  if (rows.length === 0) return undefined;
  const at = rows.findIndex(({ key }) => key === from);
  return rows[(at + by + rows.length) % rows.length]?.key;
}
