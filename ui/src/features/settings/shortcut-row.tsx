import { RotateCcw, X } from "lucide-react";
import { useEffect, useRef, useState, type KeyboardEvent } from "react";
import { action, ownKeys, type ActionId } from "@/app/actions/catalogue";
import { chooseKeys, chosenKeys } from "@/app/actions/chosen-keys";
import { conflictsOf, unfit } from "@/app/actions/key-conflicts";
import { Button, IconButton } from "@/components/ui/button";
import { Keys } from "@/components/ui/keys";
import { chordOf, isComposing, keyText, type Binding } from "@/lib/keys";
import { cx } from "@/lib/cx";
import { sentence } from "@/lib/sentence";
import { useStore } from "@/lib/store";

/** How long a second letter is waited for. */
const SEQUENCE_MS = 900;
const MODIFIERS = new Set(["Shift", "Control", "Alt", "Meta"]);

/** An action with its keys, changed by pressing others. */
export function ShortcutRow({ id }: { id: ActionId }) {
  const chosen = useStore(chosenKeys)[id];
  const { title, keys = [] } = action(id);
  const [recording, setRecording] = useState(false);
  const [first, setFirst] = useState<string>();
  const [problem, setProblem] = useState<string>();
  const [taken, setTaken] = useState<{ binding: Binding; by: ActionId[] }>();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);

  function stop() {
    clearTimeout(timer.current);
    setRecording(false);
    setFirst(undefined);
  }

  function want(binding: Binding) {
    stop();
    const why = unfit(id, binding);
    const by = conflictsOf(id, binding);
    setProblem(why);
    setTaken(!why && by.length > 0 ? { binding, by } : undefined);
    if (!why && by.length === 0) chooseKeys({ [id]: [binding] });
  }

  function onKeyDown(event: KeyboardEvent) {
    if (!recording || isComposing(event.nativeEvent) || MODIFIERS.has(event.key)) return;
    // Tab leaves, so that this is no trap for the keyboard.
    if (event.key === "Tab") {
      stop();
      return;
    }
    event.preventDefault();
    event.stopPropagation();
    if (event.key === "Escape") {
      stop();
      return;
    }
    const chord = chordOf(event.nativeEvent);
    if (first) want(`${first} ${chord}`);
    else if (/^\p{L}$/u.test(chord)) {
      setFirst(chord);
      timer.current = setTimeout(() => want(chord), SEQUENCE_MS);
    } else want(chord);
  }

  function takeOver({ binding, by }: { binding: Binding; by: ActionId[] }) {
    const without = by.map((other): [ActionId, readonly Binding[]] => [
      other,
      (action(other).keys ?? []).filter(
        (key) => key !== binding && !key.startsWith(`${binding} `) && !binding.startsWith(`${key} `),
      ),
    ]);
    chooseKeys({ ...Object.fromEntries(without), [id]: [binding] });
    setTaken(undefined);
  }

  return (
    <li className="flex flex-col border-b py-1 last:border-b-0">
      <div className="flex min-h-8 items-center gap-2">
        <span className="min-w-0 flex-1 truncate">{title}</span>
        <button
          type="button"
          aria-pressed={recording}
          onClick={() => {
            setProblem(undefined);
            setTaken(undefined);
            setRecording(true);
          }}
          onBlur={stop}
          onKeyDown={onKeyDown}
          className={cx(
            "flex h-7 min-w-36 items-center justify-end gap-2 rounded border px-2",
            recording ? "border-accent bg-accent-wash" : "border-transparent hover:border-line-2",
            chosen && !recording && "bg-accent-wash",
          )}
        >
          <span className="sr-only">{title},</span>{" "}
          {recording ? (
            <span className="text-sm">{first ? `${keyText(first)} then…` : "Press the keys…"}</span>
          ) : keys.length > 0 ? (
            keys.map((key) => <Keys key={key} binding={key} />)
          ) : (
            <span className="text-sm text-ink-3">{ownKeys(id).length > 0 ? "None" : "Add"}</span>
          )}
          {!recording && <span className="sr-only">: press to change</span>}
        </button>
        <span className="flex w-11 shrink-0 gap-1">
          {chosen && (
            <IconButton
              small
              label={`Put the keys of “${title}” back`}
              onClick={() => {
                chooseKeys({ [id]: undefined });
                setProblem(undefined);
                setTaken(undefined);
              }}
            >
              <RotateCcw size={12} />
            </IconButton>
          )}
          {keys.length > 0 && !recording && (
            <IconButton small label={`No keys for “${title}”`} onClick={() => chooseKeys({ [id]: [] })}>
              <X size={12} />
            </IconButton>
          )}
        </span>
      </div>
      {problem && (
        <p role="alert" className="text-sm text-danger">
          {sentence(problem)}
        </p>
      )}
      {taken && (
        <div role="alert" className="flex flex-wrap items-center gap-2 pb-1 text-sm">
          <span className="min-w-0 flex-1 text-warn">
            {keyText(taken.binding)} is taken: {taken.by.map((other) => action(other).title).join(", ")}
          </span>
          <Button onClick={() => takeOver(taken)}>Take it over</Button>
          <Button variant="quiet" onClick={() => setTaken(undefined)}>
            Leave it
          </Button>
        </div>
      )}
    </li>
  );
}
