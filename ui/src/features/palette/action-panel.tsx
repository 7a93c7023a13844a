import { useEffect, useId, useRef, useState } from "react";
import { Keys } from "@/components/ui/keys";
import { isComposing, type Binding } from "@/lib/keys";
import { cx } from "@/lib/cx";

/** Something to do with the chosen row. */
export type RowAction = {
  id: string;
  title: string;
  keys?: Binding | undefined;
  danger?: boolean;
  run: () => void;
};

type Props = { title: string; actions: RowAction[]; onClose: () => void };

/** The actions of a row, over the results; typing narrows them. */
export function ActionPanel({ title, actions, onClose }: Props) {
  const [typed, setTyped] = useState("");
  const [at, setAt] = useState(0);
  const list = useId();
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => input.current?.focus(), []);
  const wanted = typed.trim().toLowerCase();
  const shown = actions.filter((each) => each.title.toLowerCase().includes(wanted));
  const chosen = Math.min(at, shown.length - 1);
  return (
    <div
      role="dialog"
      aria-label={`Actions: ${title}`}
      className="absolute right-3 bottom-10 z-10 w-72 overflow-hidden rounded-md border border-line-2 bg-raised shadow-float"
    >
      <div id={list} role="listbox" aria-label="Actions" className="max-h-80 overflow-y-auto p-1">
        <div className="truncate px-2 pt-1 pb-1.5 text-xs text-ink-3">{title}</div>
        {shown.map((each, index) => (
          <div
            key={each.id}
            id={`${list}-${each.id}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === chosen}
            onMouseMove={() => setAt(index)}
            onClick={each.run}
            onKeyDown={undefined}
            className={cx(
              "flex h-7 items-center gap-2 rounded-sm px-2",
              index === chosen && "bg-selected",
              each.danger && "text-danger",
            )}
          >
            <span className="flex-1 truncate">{each.title}</span>
            {each.keys && <Keys binding={each.keys} />}
          </div>
        ))}
        {shown.length === 0 && <div className="px-2 py-1.5 text-ink-3">No such action</div>}
      </div>
      <input
        ref={input}
        type="text"
        role="combobox"
        aria-label="Find an action"
        aria-expanded
        aria-controls={list}
        aria-activedescendant={shown[chosen] && `${list}-${shown[chosen].id}`}
        placeholder="Find an action"
        autoComplete="off"
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value);
          setAt(0);
        }}
        onKeyDown={(event) => {
          if (isComposing(event.nativeEvent)) return;
          const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
          const close =
            event.key === "Escape" || (event.key.toLowerCase() === "k" && (event.metaKey || event.ctrlKey));
          if (step !== 0) setAt((chosen + step + shown.length) % Math.max(1, shown.length));
          else if (event.key === "Enter") shown[chosen]?.run();
          else if (close) onClose();
          else return;
          event.preventDefault();
          // Esc closes one layer: this one.
          event.stopPropagation();
        }}
        className="h-9 w-full border-t border-line bg-transparent px-3 outline-none"
      />
    </div>
  );
}
