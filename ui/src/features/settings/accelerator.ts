import { isMac } from "@/lib/platform";

const MODIFIERS = new Set(["Shift", "Control", "Alt", "Meta"]);

type Press = Pick<KeyboardEvent, "key" | "code" | "metaKey" | "ctrlKey" | "altKey" | "shiftKey">;

/**
 * A key press as the core writes global shortcuts: `CommandOrControl+Shift+Space`. Undefined while only modifiers are
 * down; a global shortcut without one would swallow the key everywhere.
 */
export function acceleratorOf(
  press: Press,
  mac = isMac,
): { accelerator: string } | { problem: string } | undefined {
  if (MODIFIERS.has(press.key)) return undefined;
  const mod = mac ? press.metaKey : press.ctrlKey;
  const other = mac ? press.ctrlKey : press.metaKey;
  const parts = [
    mod && "CommandOrControl",
    other && (mac ? "Control" : "Super"),
    press.altKey && "Alt",
    press.shiftKey && "Shift",
  ].filter((part) => typeof part === "string");
  const key = keyName(press);
  if (!key) return { problem: "this key cannot be used: take a letter, a digit, Space or a function key" };
  const alone = parts.length === 0 || (parts.length === 1 && parts[0] === "Shift");
  if (alone && !/^F\d+$/.test(key))
    return { problem: "hold Ctrl, Alt or Super as well: the shortcut works in every program" };
  return { accelerator: [...parts, key].join("+") };
}

function keyName({ key, code }: Press): string | undefined {
  if (/^Key[A-Z]$/.test(code)) return code.slice(3);
  if (/^Digit\d$/.test(code)) return code.slice(5);
  if (code === "Space" || key === " ") return "Space";
  if (/^F\d{1,2}$/.test(key)) return key;
  if (/^(Enter|Tab|Backspace|Delete|Home|End|PageUp|PageDown|Arrow(Up|Down|Left|Right))$/.test(key))
    return key;
  return undefined;
}

/** A stored shortcut as keycaps. */
export function acceleratorCaps(accelerator: string, mac = isMac): string[] {
  if (accelerator === "") return [];
  const signs: Record<string, string> = mac
    ? { CommandOrControl: "⌘", Control: "⌃", Alt: "⌥", Shift: "⇧", Super: "⌘" }
    : { CommandOrControl: "Ctrl", Control: "Ctrl", Super: "Super" };
  return accelerator.split("+").map((part) => signs[part] ?? part);
}
