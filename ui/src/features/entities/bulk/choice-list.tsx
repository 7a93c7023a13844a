import { Check } from "lucide-react";
import { useEffect, useId, useRef, useState, type KeyboardEvent, type ReactNode } from "react";
import { cx } from "@/lib/cx";
import { isComposing } from "@/lib/keys";

export type ChoiceOption = {
  value: string;
  label: string;
  icon?: ReactNode;
  detail?: string;
  /** There, but not to be chosen; the detail says why. */
  disabled?: boolean;
};

type Props = {
  label: string;
  options: readonly ChoiceOption[];
  current?: string | undefined;
  onChoose: (value: string) => void;
};

/** A list to choose one of, narrowed by typing. */
export function ChoiceList({ label, options, current, onChoose }: Props) {
  const [typed, setTyped] = useState("");
  const [at, setAt] = useState(() =>
    Math.max(
      0,
      options.findIndex(({ value }) => value === current),
    ),
  );
  const [refused, setRefused] = useState<ChoiceOption>();
  const list = useId();
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => input.current?.focus(), []);
  const wanted = typed.trim().toLowerCase();
  const shown = options.filter((option) => option.label.toLowerCase().includes(wanted));
  const chosen = Math.min(at, shown.length - 1);

  function choose(option: ChoiceOption) {
    if (option.disabled) setRefused(option);
    else onChoose(option.value);
  }

  function onKeyDown(event: KeyboardEvent) {
    if (isComposing(event.nativeEvent)) return;
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    const option = shown[chosen];
    if (step !== 0 && shown.length > 0) {
      const next = (chosen + step + shown.length) % shown.length;
      setAt(next);
      document.getElementById(`${list}-${next}`)?.scrollIntoView({ block: "nearest" });
    } else if (event.key === "Enter" && option) choose(option);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  return (
    <div className="flex min-h-0 flex-col">
      <input
        ref={input}
        type="text"
        role="combobox"
        aria-label={label}
        aria-expanded
        aria-controls={list}
        aria-activedescendant={shown[chosen] && `${list}-${chosen}`}
        autoComplete="off"
        spellCheck={false}
        placeholder={label}
        value={typed}
        onChange={(event) => {
          setRefused(undefined);
          setTyped(event.target.value);
          setAt(0);
        }}
        onKeyDown={onKeyDown}
        className="ring-inset-focus h-9 shrink-0 border-b border-line bg-transparent px-4 outline-none"
      />
      <div id={list} role="listbox" aria-label={label} className="min-h-0 overflow-y-auto p-1">
        {shown.map((option, index) => (
          <div
            key={option.value}
            id={`${list}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === chosen}
            onMouseMove={() => setAt(index)}
            aria-disabled={option.disabled}
            onClick={() => choose(option)}
            onKeyDown={undefined}
            className={cx(
              "flex h-8 items-center gap-2 rounded-sm px-3",
              index === chosen && "bg-selected",
              option.disabled && "text-ink-3",
            )}
          >
            {option.icon}
            <span className="min-w-0 flex-1 truncate">{option.label}</span>
            {option.detail && <span className="text-sm text-ink-3">{option.detail}</span>}
            {option.value === current && <Check size={14} aria-label="now" />}
          </div>
        ))}
        {shown.length === 0 && <p className="px-3 py-1.5 text-ink-3">Nothing is called so</p>}
      </div>
      <p role="status" className="px-4 text-sm text-ink-2 not-empty:border-t not-empty:py-2">
        {refused && `${refused.label} cannot be chosen here: ${refused.detail?.toLowerCase()}.`}
      </p>
    </div>
  );
}
