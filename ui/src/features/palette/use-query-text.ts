import { useCallback, useMemo, useState } from "react";
import { chipped, joined, replaced, textStart, type ChippedQuery } from "@/components/query/chips";

/** The query being typed: finished filters as chips, the rest as text. */
export function useQueryText(initial: string) {
  const [query, setQuery] = useState<ChippedQuery>(() => chipped(initial));
  // While an input method composes, its letters are not yet the person's: nothing is searched or chipped.
  const [composing, setComposing] = useState(false);
  const [caret, setCaret] = useState(initial.length);
  const [settled, setSettled] = useState(joined(query));

  const apply = useCallback((next: ChippedQuery) => {
    setQuery(next);
    setSettled(joined(next));
    setCaret(next.text.length);
  }, []);

  return useMemo(
    () => ({
      query,
      /** The query as the core gets it; that before the composition while one goes on. */
      whole: settled,
      /** The caret in it, in UTF-16 code units. */
      caret: textStart(query) + caret,
      composing,
      type(text: string, at: number) {
        setCaret(at);
        if (composing) setQuery({ ...query, text });
        else {
          const next = chipped(text, query.chips);
          setQuery(next);
          setSettled(joined(next));
          if (next.text !== text) setCaret(next.text.length);
        }
      },
      moveCaret: setCaret,
      compose(going: boolean, text?: string) {
        setComposing(going);
        if (!going && text !== undefined) {
          const next = { ...query, text };
          setQuery(next);
          setSettled(joined(next));
        }
      },
      /** Puts a completion or a suggestion in. */
      replace: (span: readonly [number, number], insert: string) => apply(replaced(query, span, insert)),
      removeChip: (index: number) => apply({ ...query, chips: query.chips.filter((_, at) => at !== index) }),
      /** Turns the last chip back into text, to be mended. */
      editLastChip() {
        const last = query.chips.at(-1);
        if (last !== undefined) apply({ chips: query.chips.slice(0, -1), text: last + query.text });
      },
      set: (text: string) => apply(chipped(text)),
    }),
    [query, settled, caret, composing, apply],
  );
}

export type QueryText = ReturnType<typeof useQueryText>;
