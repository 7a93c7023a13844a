import { chordOf, isComposing, isEditable } from "@/lib/keys";
import { action, actionIds, type ActionId } from "./catalogue";
import { isLive, runAction } from "./registry";

/** How long the second key of `g c` is waited for. */
const SEQUENCE_MS = 1200;

/** Turns key presses into actions. The answer stops it. */
export function startKeymap(target: Window): () => void {
  let pending: string | undefined;
  let forget: ReturnType<typeof setTimeout> | undefined;

  function onKeyDown(event: KeyboardEvent) {
    if (event.defaultPrevented || isComposing(event) || isModifier(event.key)) return;
    const chord = chordOf(event);
    const typing = isEditable(event.target);
    const sequence = pending ? `${pending} ${chord}` : undefined;
    pending = undefined;
    clearTimeout(forget);

    const found = (sequence && find(sequence, typing, event.target)) || find(chord, typing, event.target);
    if (found) {
      event.preventDefault();
      runAction(found);
      return;
    }
    if (!typing && !inLayer(event.target) && startsSequence(chord)) {
      event.preventDefault();
      pending = chord;
      forget = setTimeout(() => {
        pending = undefined;
      }, SEQUENCE_MS);
    }
  }

  target.addEventListener("keydown", onKeyDown);
  return () => {
    clearTimeout(forget);
    target.removeEventListener("keydown", onKeyDown);
  };
}

function find(binding: string, typing: boolean, target: EventTarget | null): ActionId | undefined {
  return actionIds.find((id) => {
    const { keys, whileTyping } = action(id);
    if (!keys?.includes(binding) || !isLive(id)) return false;
    if (whileTyping) return true;
    return !typing && !inLayer(target) && !belongsToControl(binding, target);
  });
}

function startsSequence(chord: string): boolean {
  return actionIds.some(
    (id) => action(id).keys?.some((binding) => binding.startsWith(`${chord} `)) && isLive(id),
  );
}

/** Whether the focus is in something that floats and has keys of its own. */
function inLayer(target: EventTarget | null): boolean {
  return (
    target instanceof Element &&
    target.closest("[role=dialog],[role=alertdialog],[role=menu],[role=listbox]") !== null
  );
}

/** Whether the focused control uses this key itself: Enter on a button, arrows on tabs. */
function belongsToControl(binding: string, target: EventTarget | null): boolean {
  if (!(target instanceof Element)) return false;
  if (binding === "enter" || binding === "space") {
    return (
      target.closest(
        "button,a,[role=button],[role=checkbox],[role=radio],[role=switch],[role=tab],summary",
      ) !== null
    );
  }
  if (/^(shift\+)?(up|down|left|right|home|end)$/.test(binding)) {
    return target.closest("[role=tab],[role=radio],[role=combobox],[role=separator],select") !== null;
  }
  return false;
}

function isModifier(key: string): boolean {
  return key === "Shift" || key === "Control" || key === "Alt" || key === "Meta";
}
