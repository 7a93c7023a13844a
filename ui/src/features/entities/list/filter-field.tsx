import { ListFilter, TriangleAlert, X } from "lucide-react";
import { useEffect, useId, useRef, useState, type KeyboardEvent } from "react";
import { useAction } from "@/app/actions/registry";
import { useCompletions } from "@/components/query/use-completions";
import { IconButton } from "@/components/ui/button";
import { Keys } from "@/components/ui/keys";
import type { Completion, Kind, QueryIssue } from "@/ipc/bindings";
import { cx } from "@/lib/cx";
import { isComposing } from "@/lib/keys";
import { useStable } from "@/lib/use-stable";
import { focusList } from "./focus-list";

/** Long enough that a word typed fast asks once or twice, short enough to feel at once. */
const APPLY_MS = 80;

/** While a filter's name or value is being completed the list waits: half of it is not what was meant. */
const COMPLETING_MS = 400;

type Props = {
  kind: Kind;
  plural: string;
  filter: string;
  /** How many code units of the whole filter stand before what is typed here; issues count from there. */
  offset: number;
  issues: readonly QueryIssue[];
  /** How many match what is applied; absent until it is known. */
  total: number | undefined;
  onFilter: (filter: string) => void;
};

/** The filter of a list, in the query language, with completion and a line for what was not understood. */
export function FilterField({ kind, plural, filter, offset, issues, total, onFilter }: Props) {
  const [text, setText] = useState(filter);
  const [caret, setCaret] = useState(filter.length);
  const [focused, setFocused] = useState(false);
  const [dismissed, setDismissed] = useState("");
  const [composing, setComposing] = useState(false);
  const [at, setAt] = useState(0);
  const input = useRef<HTMLInputElement>(null);
  const id = useId();
  useAction("list.filter", () => {
    input.current?.focus();
    input.current?.select();
  });

  // The filter of the address changed otherwise: by going back, or by a command.
  const [known, setKnown] = useState(filter);
  if (known !== filter) {
    setKnown(filter);
    if (filter !== text.trim()) setText(filter);
  }
  const found = useCompletions(text, caret, kind, focused && !composing);
  const completions = text === dismissed ? [] : found.slice(0, 8);
  const [foundBefore, setFoundBefore] = useState(found);
  if (foundBefore !== found) {
    setFoundBefore(found);
    setAt(0);
  }
  const completing = completions.length > 0;
  useEffect(() => {
    if (composing || text.trim() === filter) return;
    const timer = setTimeout(() => onFilter(text.trim()), completing ? COMPLETING_MS : APPLY_MS);
    return () => clearTimeout(timer);
  }, [text, filter, composing, completing, onFilter]);
  // Enter goes on to the rows once it is known that there are any; without one, to correct it is what comes next.
  const leaving = useRef<string>(undefined);
  const goOn = useStable((of: string, found: number | undefined) => {
    if (leaving.current !== of || found === undefined) return;
    leaving.current = undefined;
    if (found > 0 && document.activeElement === input.current) focusList();
  });
  useEffect(() => goOn(filter, total), [goOn, filter, total]);

  const issue = issues[0];
  const start = offset === 0 ? 0 : offset + 1;

  function put(span: readonly [number, number], insert: string) {
    const next = text.slice(0, span[0]) + insert + text.slice(span[1]);
    setText(next);
    setCaret(span[0] + insert.length);
    input.current?.focus();
  }
  const accept = ({ span, insert }: Completion) => put(span, insert);

  function onKeyDown(event: KeyboardEvent<HTMLInputElement>) {
    if (isComposing(event.nativeEvent)) return;
    const many = completions.length;
    const chosen = completions[at];
    if (event.key === "ArrowDown" && many > 0) setAt((at + 1) % many);
    else if (event.key === "ArrowUp" && many > 0) setAt((at - 1 + many) % many);
    else if (event.key === "Tab" && chosen && !event.shiftKey) accept(chosen);
    else if (event.key === "Escape" && many > 0) setDismissed(text);
    else if (event.key === "Escape" && total === 0 && text.trim() !== "") {
      setText("");
      onFilter("");
    } else if (event.key === "Escape") {
      onFilter(text.trim());
      focusList();
      event.currentTarget.blur();
    } else if (event.key === "Enter" || event.key === "ArrowDown") {
      onFilter(text.trim());
      leaving.current = text.trim();
      goOn(filter, total);
    } else return;
    event.preventDefault();
    event.stopPropagation();
  }

  return (
    <div className="relative order-last min-w-0 flex-1 basis-0 @3xl:order-none">
      <div
        className={cx(
          "flex h-7 items-center gap-2 rounded border px-2",
          issue ? "border-danger" : "border-transparent hover:border-line-2",
          "focus-within:border-line-2 focus-within:outline-2 focus-within:outline-offset-1 focus-within:outline-focus",
        )}
      >
        <ListFilter size={14} aria-hidden className="shrink-0 text-ink-3" />
        <input
          ref={input}
          type="text"
          role="searchbox"
          aria-label={`Filter ${plural}`}
          aria-controls={`${id}-list`}
          aria-activedescendant={completions.length > 0 ? `${id}-${at}` : undefined}
          aria-autocomplete="list"
          aria-describedby={issue ? `${id}-issue` : undefined}
          aria-invalid={issue ? true : undefined}
          autoComplete="off"
          spellCheck={false}
          placeholder={`Filter ${plural}: words, stage:, owner:me, has:overdue`}
          value={text}
          onChange={(event) => {
            leaving.current = undefined;
            setText(event.target.value);
            setCaret(event.target.selectionStart ?? event.target.value.length);
          }}
          onSelect={(event) => setCaret(event.currentTarget.selectionStart ?? 0)}
          onCompositionStart={() => setComposing(true)}
          onCompositionEnd={() => setComposing(false)}
          onFocus={() => setFocused(true)}
          onBlur={() => setFocused(false)}
          onKeyDown={onKeyDown}
          className="h-full min-w-0 flex-1 bg-transparent outline-none"
        />
        {text === "" ? (
          <Keys binding="/" />
        ) : (
          <IconButton small label="Clear the filter" onClick={() => setText("")}>
            <X size={13} />
          </IconButton>
        )}
      </div>
      <div
        id={`${id}-list`}
        role="listbox"
        aria-label="Completions"
        hidden={completions.length === 0 || !focused}
        className="absolute top-8 left-0 z-20 min-w-72 rounded-md border border-line-2 bg-raised p-1 shadow-float"
      >
        {completions.map((completion, index) => (
          <div
            key={completion.insert}
            id={`${id}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === at}
            onMouseDown={(event) => {
              event.preventDefault();
              accept(completion);
            }}
            className={cx("flex h-7 items-center gap-3 rounded-sm px-2", index === at && "bg-hover")}
          >
            <span>{completion.label}</span>
            <span className="ml-auto text-sm text-ink-3">{completion.detail}</span>
            {index === at && <Keys binding="tab" />}
          </div>
        ))}
      </div>
      {issue && completions.length === 0 && (
        <div
          id={`${id}-issue`}
          role="alert"
          className={cx(
            "flex max-w-full flex-wrap items-center gap-1.5 text-sm",
            // Over the rows only while it is typed: afterwards they are what is looked at, and it has room of its own.
            focused
              ? "absolute top-8 left-0 z-20 rounded-md border border-line-2 bg-raised px-2 py-1.5 shadow-float"
              : "px-2 pt-1 pb-1.5",
          )}
        >
          <TriangleAlert size={13} aria-hidden className="shrink-0 text-danger" />
          <span className="text-danger">{issue.message}</span>
          {issue.suggestions.slice(0, 6).map((suggestion) => (
            <button
              key={suggestion}
              type="button"
              onClick={() => put([issue.span[0] - start, issue.span[1] - start], `${suggestion} `)}
              className="h-6 rounded-sm border border-line-2 px-1.5 text-ink-2 hover:bg-hover"
            >
              {suggestion}
            </button>
          ))}
        </div>
      )}
    </div>
  );
}
