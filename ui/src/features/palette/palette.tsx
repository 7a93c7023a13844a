import { Sparkles } from "lucide-react";
import { useCallback, useEffect, useId, useMemo, useState, type KeyboardEvent, type RefObject } from "react";
import { Notice } from "@/components/ui/notice";
import { useCompletions } from "@/components/query/use-completions";
import { chordOf, isComposing } from "@/lib/keys";
import type { Hit } from "@/ipc/bindings";
import { call } from "@/ipc/call";
import { count } from "@/lib/count";
import { useWrite } from "@/lib/use-write";
import { useWorkspace } from "@/lib/workspace";
import { ActionPanel } from "./action-panel";
import { HintStrip } from "./hint-strip";
import type { PaletteHost } from "./host";
import { NoResults } from "./no-results";
import { PaletteFooter } from "./palette-footer";
import { PaletteInput } from "./palette-input";
import { PalettePreview } from "./palette-preview";
import { CommandRow, HitRow, QuestionRow } from "./palette-row";
import { rowActions } from "./row-actions";
import { chosenKey, commandText, moved, sections, type Row } from "./rows";
import { useQueryText } from "./use-query-text";
import { useSearch } from "./use-search";

type Props = {
  host: PaletteHost;
  inputRef: RefObject<HTMLInputElement | null>;
  initialText: string;
  /** Counts up whenever the window is called up again. */
  shown?: number;
  autoFocus?: boolean;
};

/** Cmd+K: one box that finds entities by identifier, words, typos and meaning, and runs commands. */
export function Palette({ host, inputRef, initialText, shown = 0, autoFocus }: Props) {
  const workspace = useWorkspace();
  const write = useWrite();
  const ids = useId();
  const text = useQueryText(initialText);
  const commandsOnly = commandText(text.whole) !== undefined;
  const [why, setWhy] = useState(false);
  const [preview, setPreview] = useState(true);
  const [acting, setActing] = useState(false);
  const { state, again } = useSearch(text.whole, why, !commandsOnly);

  const shownSections = useMemo(
    () => sections(text.whole, state, host.commands, host.ask !== undefined),
    [text.whole, state, host.commands, host.ask],
  );
  const rows = useMemo(() => shownSections.flatMap((section) => section.rows), [shownSections]);

  // The chosen row is kept by its key while the text stays; a new text starts at the best row again.
  const [choice, setChoice] = useState<{ text: string; key: string | undefined }>({
    text: "",
    key: undefined,
  });
  const chosen = chosenKey(rows, choice.text === text.whole ? choice.key : undefined);
  const first = rows[0]?.key;
  const row = rows.find(({ key }) => key === chosen);
  const choose = useCallback((key: string | undefined) => setChoice({ text: text.whole, key }), [text.whole]);
  const hit = row && "hit" in row ? row.hit : undefined;

  const completions = useCompletions(text.whole, text.caret, null, !commandsOnly && !text.composing);
  const [completion, setCompletion] = useState(0);
  const [completionsBefore, setCompletionsBefore] = useState(completions);
  if (completionsBefore !== completions) {
    setCompletionsBefore(completions);
    setCompletion(0);
  }

  // By ourselves, at once: the first key pressed belongs here.
  useEffect(() => inputRef.current?.focus(), [inputRef]);

  // A launcher that is called up again may show what has changed since.
  useEffect(() => {
    if (shown > 0) void again();
    // eslint-disable-next-line react-hooks/exhaustive-deps -- only when called up, not when the text changes
  }, [shown]);

  const openHit = useCallback(
    (found: Hit, beside = false) => {
      // What is opened often goes first among equals; that it could not be noted is no reason not to open it.
      call("search_picked", { entity: found.id }).catch(() => undefined);
      if (beside && host.openBeside) host.openBeside(found.reference);
      else host.open(found.reference);
    },
    [host],
  );
  const run = useCallback(
    (target: Row, beside = false) => {
      if ("hit" in target) openHit(target.hit, beside);
      else if ("question" in target) host.ask?.(target.question);
      else host.run(target.command.id);
    },
    [host, openHit],
  );

  // Enter pressed before the answer came means the first row of the answer, not of the one before.
  const stale = !commandsOnly && state.awaiting === "words";
  const [early, setEarly] = useState<{ text: string; beside: boolean }>();
  useEffect(() => {
    if (!early || stale) return;
    setEarly(undefined);
    if (early.text === text.whole && row) run(row, early.beside);
  }, [early, stale, text.whole, row, run]);

  useEffect(() => {
    const element = chosen === undefined ? null : document.getElementById(rowId(ids, chosen));
    // With the first row goes its heading, which is part of what the top of the list says.
    if (chosen === first) element?.closest("[data-scroller]")?.scrollTo?.({ top: 0 });
    else element?.scrollIntoView?.({ block: "nearest" });
  }, [chosen, first, ids]);

  function onKeyDown(event: KeyboardEvent<HTMLInputElement>) {
    if (isComposing(event.nativeEvent)) return;
    const input = event.currentTarget;
    const atStart = input.selectionStart === 0 && input.selectionEnd === 0;
    switch (chordOf(event.nativeEvent)) {
      case "down":
        choose(moved(rows, chosen, 1));
        break;
      case "up":
        choose(moved(rows, chosen, -1));
        break;
      case "mod+down":
      case "alt+down":
        choose(nextSection(shownSections, chosen, 1));
        break;
      case "mod+up":
      case "alt+up":
        choose(nextSection(shownSections, chosen, -1));
        break;
      case "enter":
      case "mod+enter": {
        const beside = event.metaKey || event.ctrlKey;
        if (stale) setEarly({ text: text.whole, beside });
        else if (row) run(row, beside);
        break;
      }
      case "tab": {
        const wanted = completions[completion];
        if (!wanted) return;
        text.replace(wanted.span, wanted.insert);
        break;
      }
      case "alt+right":
      case "alt+left": {
        if (completions.length === 0) return;
        const by = event.key === "ArrowRight" ? 1 : -1;
        setCompletion((completion + by + completions.length) % completions.length);
        break;
      }
      case "backspace":
        if (!atStart || text.query.chips.length === 0) return;
        text.editLastChip();
        break;
      case "mod+k":
        if (hit) setActing(true);
        break;
      case "alt+w":
        setWhy(!why);
        setPreview(true);
        break;
      case "alt+p":
        setPreview(!preview);
        break;
      case "esc":
        host.close();
        break;
      default:
        return;
    }
    event.preventDefault();
    event.stopPropagation();
  }

  const found = state.hits.length;
  return (
    <div className="relative flex min-h-0 flex-1 flex-col">
      <PaletteInput
        inputRef={inputRef}
        text={text}
        issues={commandsOnly ? [] : state.issues}
        listId={`${ids}-list`}
        activeId={chosen === undefined ? undefined : rowId(ids, chosen)}
        describedBy={`${ids}-hints`}
        busy={false}
        autoFocus={autoFocus}
        onKeyDown={onKeyDown}
      />
      <HintStrip
        id={`${ids}-hints`}
        text={text}
        completions={completions}
        chosen={completion}
        issues={commandsOnly || state.text !== text.whole ? [] : state.issues}
        onDone={() => inputRef.current?.focus()}
      />
      <p aria-live="polite" className="sr-only">
        {commandsOnly
          ? count(rows.length, "command")
          : state.awaiting === "nothing" && state.started
            ? count(found, "result")
            : ""}
      </p>
      <div className="flex min-h-0 flex-1">
        <div data-scroller className="min-w-0 flex-1 overflow-y-auto p-2">
          {state.error && !commandsOnly && (
            <Notice tone="danger" title="The search failed" className="m-2">
              {state.error}
            </Notice>
          )}
          <div id={`${ids}-list`} role="listbox" aria-label="Results" aria-busy={state.awaiting === "words"}>
            {shownSections.map((section) => (
              <div key={section.title} role="group" aria-label={section.title}>
                <div aria-hidden className="px-2 pt-2 pb-1 text-xs font-medium text-ink-3">
                  {section.title}
                </div>
                {section.rows.map((each) => {
                  const common = {
                    id: rowId(ids, each.key),
                    chosen: each.key === chosen,
                    onPoint: () => each.key !== chosen && choose(each.key),
                    onChoose: (beside: boolean) => run(each, beside),
                  };
                  return "hit" in each ? (
                    <HitRow
                      key={each.key}
                      hit={each.hit}
                      def={workspace.kind(each.hit.kind)}
                      recent={text.whole.trim() === ""}
                      {...common}
                    />
                  ) : "question" in each ? (
                    <QuestionRow key={each.key} question={each.question} {...common} />
                  ) : (
                    <CommandRow key={each.key} command={each.command} {...common} />
                  );
                })}
              </div>
            ))}
          </div>
          {!commandsOnly && found === 0 && state.started && !state.error && state.awaiting !== "words" && (
            <NoResults text={text} host={host} />
          )}
          {!commandsOnly && !host.ask && host.kind === "window" && text.whole.trim() !== "" && (
            <AskAi text={text.whole.trim()} />
          )}
          {commandsOnly && rows.length === 0 && (
            <p className="p-8 text-center text-ink-3">
              No command is called so. Delete the words to see all.
            </p>
          )}
        </div>
        {preview && !commandsOnly && <PalettePreview hit={hit} why={why} />}
      </div>
      <PaletteFooter
        state={commandsOnly ? undefined : state}
        onActions={hit ? () => setActing(true) : undefined}
      />
      {acting && hit && (
        <ActionPanel
          title={`${hit.reference} ${hit.title}`}
          actions={rowActions(hit, {
            host,
            write,
            open: openHit,
            toggleWhy: () => setWhy(!why),
            done: stopActing,
          })}
          onClose={stopActing}
        />
      )}
    </div>
  );

  function stopActing() {
    setActing(false);
    inputRef.current?.focus();
  }
}

/** The way on when the workspace has no answer; it cannot be chosen while AI is off. */
function AskAi({ text }: { text: string }) {
  return (
    <p className="row-height mt-1 flex items-center gap-2 rounded px-2 text-ink-3">
      <Sparkles size={15} className="shrink-0" aria-hidden />
      <span className="min-w-0 flex-1 truncate">Ask AI: “{text}”</span>
      <span className="text-sm">AI is off</span>
    </p>
  );
}

function rowId(ids: string, key: string) {
  return `${ids}-${key}`;
}

function nextSection(all: { rows: Row[] }[], from: string | undefined, by: number): string | undefined {
  const at = all.findIndex(({ rows }) => rows.some(({ key }) => key === from));
  return all[(at + by + all.length) % all.length]?.rows[0]?.key;
}
