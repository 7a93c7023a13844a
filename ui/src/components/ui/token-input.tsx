import { X } from "lucide-react";
import { useId, useState, type KeyboardEvent } from "react";
import type { FieldType } from "@/ipc/bindings";
import { isComposing } from "@/lib/keys";
import { cx } from "@/lib/cx";

type Props = {
  values: readonly string[];
  onChange: (values: string[]) => void;
  suggestions: readonly string[];
  kind: FieldType["type"];
  id?: string | undefined;
  "aria-label"?: string | undefined;
  "aria-describedby"?: string | undefined;
  "aria-invalid"?: true | undefined;
  autoFocus?: boolean | undefined;
};

/** Several short texts, each in a box: Enter or a comma ends one, Backspace takes the last back. */
export function TokenInput({ values, onChange, suggestions, kind, autoFocus, ...common }: Props) {
  const [typed, setTyped] = useState("");
  const [at, setAt] = useState(-1);
  const list = useId();
  const wanted = typed.trim().toLowerCase();
  const offered =
    wanted === ""
      ? []
      : suggestions
          .filter((each) => each.toLowerCase().includes(wanted) && !values.includes(each))
          .slice(0, 6);

  function add(text: string) {
    const found = text
      .split(/[,;\n]/u)
      .map((part) => part.trim())
      .filter((part) => part !== "" && !values.includes(part));
    setTyped("");
    setAt(-1);
    if (found.length > 0) onChange([...values, ...new Set(found)]);
  }

  function onKeyDown(event: KeyboardEvent<HTMLInputElement>) {
    if (isComposing(event.nativeEvent)) return;
    if (event.key === "ArrowDown" && offered.length > 0) setAt((at + 1) % offered.length);
    else if (event.key === "ArrowUp" && offered.length > 0) setAt((at - 1 + offered.length) % offered.length);
    else if (event.key === "Backspace" && typed === "") onChange(values.slice(0, -1));
    else if ((event.key === "Enter" || event.key === "Tab") && typed.trim() !== "") {
      add(offered[at] ?? typed);
      // Tab goes on to the next field, with what was typed kept.
      if (event.key === "Tab") return;
    } else return;
    event.preventDefault();
    event.stopPropagation();
  }

  return (
    <div className="relative">
      <div
        className={cx(
          "flex min-h-8 flex-wrap items-center gap-1 rounded border bg-ground px-1.5 py-1",
          common["aria-invalid"] ? "border-danger" : "border-line-2",
          "focus-within:outline-2 focus-within:outline-offset-1 focus-within:outline-focus",
        )}
      >
        {values.map((value, index) => (
          <span
            key={value}
            className="inline-flex h-5 max-w-full items-center gap-0.5 rounded-sm bg-sunken pl-1.5 text-sm"
          >
            <span className="truncate">{value}</span>
            <button
              type="button"
              aria-label={`Remove ${value}`}
              onClick={() => onChange(values.filter((_, place) => place !== index))}
              className="flex size-5 items-center justify-center text-ink-3 hover:text-ink"
            >
              <X size={11} />
            </button>
          </span>
        ))}
        <input
          {...common}
          autoFocus={autoFocus}
          type="text"
          role="combobox"
          aria-expanded={offered.length > 0}
          aria-controls={list}
          aria-activedescendant={at >= 0 ? `${list}-${at}` : undefined}
          autoComplete="off"
          spellCheck={false}
          inputMode={kind === "email" ? "email" : kind === "phone" ? "tel" : "text"}
          placeholder={values.length === 0 ? PLACEHOLDERS[kind] : ""}
          value={typed}
          onChange={(event) =>
            /[,;\n]/u.test(event.target.value) ? add(event.target.value) : setTyped(event.target.value)
          }
          onBlur={() => typed.trim() !== "" && add(typed)}
          onKeyDown={onKeyDown}
          className="h-5 min-w-24 flex-1 bg-transparent px-0.5 outline-none"
        />
      </div>
      <div
        id={list}
        role="listbox"
        aria-label="Suggestions"
        hidden={offered.length === 0}
        className="absolute z-20 mt-1 w-full rounded-md border border-line-2 bg-raised p-1 shadow-float"
      >
        {offered.map((each, index) => (
          <div
            key={each}
            id={`${list}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === at}
            onMouseDown={(event) => {
              event.preventDefault();
              add(each);
            }}
            className={cx("flex h-7 items-center rounded-sm px-2", index === at && "bg-hover")}
          >
            {each}
          </div>
        ))}
      </div>
    </div>
  );
}

const PLACEHOLDERS: Partial<Record<FieldType["type"], string>> = {
  email: "name@company.com",
  phone: "+49 30 1234567",
  text: "Type and press Enter",
};
