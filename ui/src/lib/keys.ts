import { isMac } from "./platform";

/**
 * A binding is written `mod+shift+z`, `g c` (one after the other), `?`, `space`. `mod` is Command on a Mac and
 * Control elsewhere.
 */
export type Binding = string;

const NAMED: Record<string, string> = {
  " ": "space",
  Escape: "esc",
  ArrowUp: "up",
  ArrowDown: "down",
  ArrowLeft: "left",
  ArrowRight: "right",
  Delete: "delete",
  Backspace: "backspace",
};

type KeyPress = Pick<
  KeyboardEvent,
  "key" | "code" | "metaKey" | "ctrlKey" | "altKey" | "shiftKey" | "isComposing" | "keyCode"
>;

/** Whether an input method is composing: its keys are not ours. WebKit says so by key code 229 only. */
export function isComposing(event: Pick<KeyboardEvent, "isComposing" | "keyCode">): boolean {
  return event.isComposing || event.keyCode === 229;
}

/** The binding of one key press: `mod+shift+z`. */
export function chordOf(event: KeyPress, mac = isMac): string {
  const mod = mac ? event.metaKey : event.ctrlKey;
  let key = NAMED[event.key] ?? event.key.toLowerCase();
  // Alt and Shift change what `key` says on many layouts; the code is where the finger was.
  if ((event.altKey || mod) && /^Key[A-Z]$/.test(event.code)) key = event.code.slice(3).toLowerCase();
  const letterOrNamed = /^\p{L}$/u.test(key) || key.length > 1;
  const parts = [
    mod && "mod",
    mac && event.ctrlKey && "ctrl",
    event.altKey && "alt",
    // `?` already holds its shift; a letter or a named key does not.
    event.shiftKey && letterOrNamed && "shift",
    key,
  ];
  return parts.filter(Boolean).join("+");
}

/** Whether keys typed here are text. */
export function isEditable(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable) return true;
  if (target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement) return true;
  return target instanceof HTMLInputElement && !/^(checkbox|radio|button|submit|range)$/.test(target.type);
}

const MAC_SIGNS: Record<string, string> = { mod: "⌘", ctrl: "⌃", alt: "⌥", shift: "⇧" };
const PC_SIGNS: Record<string, string> = { mod: "Ctrl", ctrl: "Ctrl", alt: "Alt", shift: "Shift" };
const KEY_SIGNS: Record<string, string> = {
  enter: "↵",
  esc: "Esc",
  space: "Space",
  up: "↑",
  down: "↓",
  left: "←",
  right: "→",
  backspace: "⌫",
  delete: "Del",
  tab: "Tab",
};

/** The keys of a binding as people see them, one step per array: `[["⌘","K"]]`, `[["G"],["C"]]`. */
export function keyCaps(binding: Binding, mac = isMac): string[][] {
  const signs = mac ? MAC_SIGNS : PC_SIGNS;
  return binding.split(" ").map((chord) => {
    const parts = chord === "+" ? ["+"] : chord.split("+");
    return parts.map(
      (part) => signs[part] ?? KEY_SIGNS[part] ?? (part.length === 1 ? part.toUpperCase() : capital(part)),
    );
  });
}

/** A binding in one line, for titles and screen readers: `Ctrl+K`, `G then C`. */
export function keyText(binding: Binding, mac = isMac): string {
  return keyCaps(binding, mac)
    .map((caps) => caps.join(mac ? "" : "+"))
    .join(" then ");
}

function capital(word: string) {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
