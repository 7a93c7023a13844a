import { useState, type KeyboardEvent } from "react";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { cx } from "@/lib/cx";
import { isComposing } from "@/lib/keys";
import { acceleratorCaps, acceleratorOf } from "./accelerator";

type Props = { shortcut: string; problem: string | null; onChange: (shortcut: string) => void };

/** The launcher's global shortcut, set by pressing it. */
export function ShortcutRecorder({ shortcut, problem, onChange }: Props) {
  const [recording, setRecording] = useState(false);
  const [refused, setRefused] = useState<string>();
  const caps = acceleratorCaps(shortcut);

  function onKeyDown(event: KeyboardEvent) {
    if (!recording || isComposing(event.nativeEvent)) return;
    // Tab leaves, so that the field is no trap for the keyboard.
    if (event.key === "Tab" && !event.ctrlKey && !event.metaKey && !event.altKey) {
      setRecording(false);
      return;
    }
    event.preventDefault();
    event.stopPropagation();
    if (event.key === "Escape") {
      setRecording(false);
      return;
    }
    const pressed = acceleratorOf(event.nativeEvent);
    if (!pressed) return;
    if ("problem" in pressed) {
      setRefused(pressed.problem);
      return;
    }
    setRefused(undefined);
    setRecording(false);
    onChange(pressed.accelerator);
  }

  return (
    <div className="flex flex-col gap-2">
      <div className="flex min-h-8 flex-wrap items-center gap-x-4 gap-y-1">
        <span className="w-32 shrink-0 text-ink-2">Global shortcut</span>
        <button
          type="button"
          aria-pressed={recording}
          onClick={() => {
            setRefused(undefined);
            setRecording(true);
          }}
          onBlur={() => setRecording(false)}
          onKeyDown={onKeyDown}
          className={cx(
            "flex h-8 min-w-40 items-center gap-1 rounded border px-2 @min-[480px]:min-w-52",
            recording ? "border-accent bg-accent-wash" : "border-line-2 hover:bg-hover",
          )}
        >
          <span className="sr-only">Global shortcut</span>{" "}
          {recording ? (
            <span>Press the keys…</span>
          ) : caps.length > 0 ? (
            caps.map((cap) => (
              <kbd key={cap} className="rounded-sm border border-line-2 bg-sunken px-1.5 text-sm">
                {cap}
              </kbd>
            ))
          ) : (
            <span className="text-ink-3">None</span>
          )}
          {!recording && <span className="sr-only">: press to change</span>}
        </button>
        {shortcut !== "" && !recording && (
          <Button variant="quiet" onClick={() => onChange("")}>
            Switch off
          </Button>
        )}
      </div>
      <p aria-live="polite" className="text-sm text-ink-3">
        {refused ? (
          <span className="text-danger">{refused}</span>
        ) : (
          "Calls the search up over any program. Esc hides it again."
        )}
      </p>
      {problem && (
        <Notice tone="warn" title="The shortcut could not be registered">
          {problem} Bind <code className="font-mono text-sm">workestra --toggle</code> to a key in the
          desktop’s own settings instead.
        </Notice>
      )}
    </div>
  );
}
