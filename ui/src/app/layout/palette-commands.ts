import type { KindDef } from "@/ipc/bindings";
import type { NamedView } from "@/lib/views";
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

const OPEN_VIEW = "view:";

/** The `>` commands that open saved views. */
export function viewCommands(views: readonly NamedView[], kinds: readonly KindDef[]): PaletteCommand[] {
  return views.map(({ id, kind, name }) => ({
    id: `${OPEN_VIEW}${id}`,
    title: `Open view: ${name}`,
    name,
    section: kinds.find((def) => def.kind === kind)?.plural ?? "Views",
    words: `${kind} list board saved`,
    keys: undefined,
  }));
}

/** The view that a command opens. */
export function viewOfCommand(id: string): string | undefined {
  return id.startsWith(OPEN_VIEW) ? id.slice(OPEN_VIEW.length) : undefined;
}

function asCommand(id: ActionId): PaletteCommand {
  const { title, words, section } = action(id);
  return { id, title, section, words: words ?? "", keys: keysOf(id) };
}
