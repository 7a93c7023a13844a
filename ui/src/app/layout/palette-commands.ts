import type { PaletteCommand } from "@/features/palette/host";
import { action, actionIds, keysOf, type ActionId } from "../actions/catalogue";

/** The `>` commands of the main window: what something on screen can do now. */
export function mainCommands(live: ReadonlySet<ActionId>): PaletteCommand[] {
  return actionIds.filter((id) => action(id).command && live.has(id)).map(asCommand);
}

/** The `>` commands of the launcher: what the main window can do whatever it shows. */
export function launcherCommands(): PaletteCommand[] {
  return actionIds.filter((id) => action(id).command === "everywhere").map(asCommand);
}

function asCommand(id: ActionId): PaletteCommand {
  const { title, words, section } = action(id);
  return { id, title, section, words: words ?? "", keys: keysOf(id) };
}
