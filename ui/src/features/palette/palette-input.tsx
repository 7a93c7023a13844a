import { Search, X } from "lucide-react";
import type { KeyboardEvent, RefObject } from "react";
import { chipAt } from "@/components/query/chips";
import { Spinner } from "@/components/ui/spinner";
import type { QueryIssue } from "@/ipc/bindings";
import { cx } from "@/lib/cx";
import type { QueryText } from "./use-query-text";

type Props = {
  inputRef: RefObject<HTMLInputElement | null>;
  text: QueryText;
  issues: readonly QueryIssue[];
  listId: string;
  activeId: string | undefined;
  describedBy: string;
  busy: boolean;
  autoFocus?: boolean | undefined;
  onKeyDown: (event: KeyboardEvent<HTMLInputElement>) => void;
};

/** The combobox: finished filters as chips, then what is typed. */
export function PaletteInput(props: Props) {
  const { inputRef, text, issues, listId, activeId, describedBy, busy, autoFocus, onKeyDown } = props;
  const { query } = text;
  const wrong = new Set(issues.map(({ span }) => chipAt(query, span[0])));
  return (
    <div className="flex min-h-12 flex-wrap items-center gap-1.5 px-4 py-2">
      {busy ? <Spinner size={16} /> : <Search size={16} className="shrink-0 text-ink-3" aria-hidden />}
      {query.chips.map((chip, index) => (
        <span
          key={chip}
          className={cx(
            "ml-1 inline-flex h-6 max-w-64 items-center gap-0.5 rounded-sm border pl-1.5 text-sm",
            wrong.has(index) ? "border-danger bg-danger-wash text-danger" : "border-line-2 bg-accent-wash",
          )}
        >
          <span className="truncate">{chip}</span>
          <button
            type="button"
            tabIndex={-1}
            aria-label={`Remove the filter ${chip}`}
            onClick={() => {
              text.removeChip(index);
              inputRef.current?.focus();
            }}
            className="flex size-5 items-center justify-center rounded-sm text-ink-3 hover:text-ink"
          >
            <X size={12} />
          </button>
        </span>
      ))}
      <input
        ref={inputRef}
        type="text"
        role="combobox"
        aria-label="Search everything"
        aria-expanded
        aria-controls={listId}
        aria-activedescendant={activeId}
        aria-autocomplete="list"
        aria-describedby={describedBy}
        autoComplete="off"
        autoCorrect="off"
        spellCheck={false}
        autoFocus={autoFocus}
        placeholder={
          query.chips.length > 0 ? "" : "Search people, deals, tickets, tasks — or type > for commands"
        }
        value={query.text}
        onChange={(event) =>
          text.type(event.target.value, event.target.selectionStart ?? event.target.value.length)
        }
        onSelect={(event) => text.moveCaret(event.currentTarget.selectionStart ?? 0)}
        onCompositionStart={() => text.compose(true)}
        onCompositionEnd={(event) => text.compose(false, event.currentTarget.value)}
        onKeyDown={onKeyDown}
        className="ml-1.5 h-7 min-w-40 flex-1 bg-transparent text-lg outline-none"
      />
    </div>
  );
}
