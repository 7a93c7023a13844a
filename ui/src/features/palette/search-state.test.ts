import { expect, it } from "vitest";
import type { Hit, SearchResponse } from "@/ipc/bindings";
import { nothingFound, search, type SearchState } from "./search-state";

function hit(id: string): Hit {
  return {
    id,
    kind: "deal",
    reference: id,
    title: id,
    title_marks: [],
    context: [],
    snippet: null,
    leg: "text",
    owner: null,
    updated_at: 0,
    archived: false,
    trashed: false,
    score: 1,
    why: null,
  };
}

function response(seq: number, ids: string[]): SearchResponse {
  return { seq, hits: ids.map(hit), exact: 0, issues: [], legs: ["text"], micros: 100 };
}

const ids = (state: SearchState) => state.hits.map(({ id }) => id);

function afterWords(): SearchState {
  const asked = search(nothingFound, { type: "asked", seq: 1 });
  return search(asked, { type: "words", text: "a", response: response(1, ["b", "a"]), next: 2 });
}

it("appends late hits and leaves those on screen where they are", () => {
  const state = search(afterWords(), { type: "meaning", response: response(2, ["c", "a", "b", "d"]) });
  expect(ids(state), "the late order would have moved both").toEqual(["b", "a", "c", "d"]);
  expect(state.awaiting).toBe("nothing");
});

it("drops an answer that a newer key has overtaken", () => {
  const newer = search(afterWords(), { type: "asked", seq: 3 });
  const late = search(newer, { type: "meaning", response: response(2, ["z"]) });
  expect(late).toBe(newer);
  const words = search(newer, { type: "words", text: "a", response: response(1, ["z"]), next: undefined });
  expect(words).toBe(newer);
});

it("keeps the last results in sight while the next are awaited", () => {
  const state = search(afterWords(), { type: "asked", seq: 3 });
  expect(ids(state)).toEqual(["b", "a"]);
});

it("is content with the words when the meaning fails", () => {
  const state = search(afterWords(), { type: "failed", seq: 2, message: "no model" });
  expect(state.error).toBeUndefined();
  expect(ids(state)).toEqual(["b", "a"]);
});

it("says what failed when there are no words either", () => {
  const asked = search(nothingFound, { type: "asked", seq: 1 });
  expect(search(asked, { type: "failed", seq: 1, message: "the index is locked" }).error).toBe(
    "the index is locked",
  );
});
