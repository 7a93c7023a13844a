import type { Hit, Leg, QueryIssue, SearchResponse } from "@/ipc/bindings";

/** The results on screen, and which answers are still awaited. */
export type SearchState = {
  /** The text that the results below are of; older than what is typed while an answer is awaited. */
  text: string;
  hits: Hit[];
  /** How many of the first hits are of the exact tier. */
  exact: number;
  issues: QueryIssue[];
  legs: Leg[];
  micros: number;
  /** What is awaited: the words, the meaning, or nothing. */
  awaiting: "words" | "meaning" | "nothing";
  error: string | undefined;
  /** The request whose answer is wanted. Answers with another number come too late and are dropped. */
  wanted: number;
  /** Whether any answer has come yet. */
  started: boolean;
};

export const nothingFound: SearchState = {
  text: "",
  hits: [],
  exact: 0,
  issues: [],
  legs: [],
  micros: 0,
  awaiting: "nothing",
  error: undefined,
  wanted: 0,
  started: false,
};

export type SearchEvent =
  /** Words asked for; the results of the last text stay until the answer. */
  | { type: "asked"; seq: number }
  /** The words' answer; `next` is the number of the request for all legs that follows, if one does. */
  | { type: "words"; text: string; response: SearchResponse; next: number | undefined }
  /** The answer of all legs to the same text. */
  | { type: "meaning"; response: SearchResponse }
  | { type: "failed"; seq: number; message: string };

export function search(state: SearchState, event: SearchEvent): SearchState {
  switch (event.type) {
    case "asked":
      return { ...state, awaiting: "words", wanted: event.seq };
    case "words": {
      const { response, next, text } = event;
      if (response.seq !== state.wanted) return state;
      return {
        text,
        hits: response.hits,
        exact: response.exact,
        issues: response.issues,
        legs: response.legs,
        micros: response.micros,
        awaiting: next === undefined ? "nothing" : "meaning",
        error: undefined,
        wanted: next ?? response.seq,
        started: true,
      };
    }
    case "meaning": {
      const { response } = event;
      if (response.seq !== state.wanted) return state;
      return {
        ...state,
        hits: appended(state.hits, response.hits),
        issues: response.issues,
        legs: response.legs,
        micros: response.micros,
        awaiting: "nothing",
      };
    }
    case "failed":
      if (event.seq !== state.wanted) return state;
      // Words without their meaning are an answer; no words are none.
      return state.awaiting === "meaning"
        ? { ...state, awaiting: "nothing" }
        : { ...state, awaiting: "nothing", error: event.message, started: true };
  }
}

/** Late hits go behind those on screen, which keep their places and learn only why they rank. */
function appended(shown: readonly Hit[], late: readonly Hit[]): Hit[] {
  const known = new Set(shown.map(({ id }) => id));
  const byId = new Map(late.map((hit) => [hit.id, hit]));
  return [
    ...shown.map((hit) => {
      const why = byId.get(hit.id)?.why;
      return why ? { ...hit, why } : hit;
    }),
    ...late.filter(({ id }) => !known.has(id)),
  ];
}
