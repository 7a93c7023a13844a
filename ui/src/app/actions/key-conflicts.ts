import type { Binding } from "@/lib/keys";
import { action, actionIds, ownKeys, type ActionId, type Section } from "./catalogue";

/** Sections whose keys work on every page. */
const EVERYWHERE = new Set<Section>(["Anywhere", "Go to", "Create", "Appearance"]);

/** Whether the keys of an action are for the person to choose. Those of the palette are its own. */
export function isRebindable(id: ActionId): boolean {
  const { section, keys, command } = action(id);
  return section !== "Palette" && (keys !== undefined || command !== undefined);
}

/** The actions that would want the same keys on the same page. */
export function conflictsOf(id: ActionId, binding: Binding): ActionId[] {
  const { section } = action(id);
  return actionIds.filter((other) => {
    if (other === id || shareByDesign(id, other)) return false;
    const theirs = action(other);
    const meet =
      theirs.section !== "Palette" &&
      (section === theirs.section ||
        EVERYWHERE.has(section) ||
        EVERYWHERE.has(theirs.section) ||
        isOfPages(section, theirs.section));
    return meet && (theirs.keys ?? []).some((key) => clash(key, binding));
  });
}

/** Why an action cannot have these keys at all. */
export function unfit(id: ActionId, binding: Binding): string | undefined {
  if (/(^|\+|\s)(tab|esc)$/.test(binding)) return "Tab and Esc keep their meaning everywhere";
  if (action(id).whileTyping && !/(mod|alt|ctrl)\+|^f\d+$/.test(binding))
    return "this works while you type, too: hold Ctrl, Command or Alt as well";
  return undefined;
}

/** Rows of lists are entities: their keys work together. */
function isOfPages(one: Section, other: Section): boolean {
  const pages = new Set<Section>(["List", "Entity"]);
  return pages.has(one) && pages.has(other);
}

/** The same, or one of them the beginning of the other: `g` would never let `g c` come about. */
function clash(one: Binding, other: Binding): boolean {
  return one === other || one.startsWith(`${other} `) || other.startsWith(`${one} `);
}

/** Whether two actions have a key in common as they come: they are never wanted at once. */
function shareByDesign(one: ActionId, other: ActionId): boolean {
  return ownKeys(one).some((key) => ownKeys(other).includes(key));
}
