import { useCallback, useEffect, useReducer, useRef } from "react";
import type { Leg } from "@/ipc/bindings";
import { asFailure, call } from "@/ipc/call";
import { useEvent } from "@/ipc/events";
import { nothingFound, search } from "./search-state";

const WORDS: Leg[] = ["text", "fuzzy"];
const ALL: Leg[] = ["text", "fuzzy", "vector"];

/** So many rows at most come of words; meaning may append as many again. */
const LIMIT = 40;

/** Searches with every change of the text: words at once, then all legs. */
export function useSearch(text: string, explain: boolean, enabled: boolean) {
  const [state, dispatch] = useReducer(search, nothingFound);
  const seq = useRef(0);

  const ask = useCallback(async () => {
    const words = ++seq.current;
    const request = { text, limit: LIMIT, kind: null, explain };
    dispatch({ type: "asked", seq: words });
    let failed = words;
    try {
      const response = await call("search", { ...request, seq: words, legs: WORDS });
      // Another key was pressed meanwhile: its request is on the way.
      if (seq.current !== words) return;
      const all = text.trim() === "" ? undefined : ++seq.current;
      dispatch({ type: "words", text, response, next: all });
      if (all === undefined) return;
      failed = all;
      dispatch({ type: "meaning", response: await call("search", { ...request, seq: all, legs: ALL }) });
    } catch (error) {
      dispatch({ type: "failed", seq: failed, message: asFailure(error).message });
    }
  }, [text, explain]);

  useEffect(() => {
    if (enabled) void ask();
  }, [ask, enabled]);

  useEvent("entities_changed", () => {
    if (enabled) void ask();
  });

  return { state, again: ask };
}
