import type { DraftText, Drafts, ScorecardAdd, TimelineEntry } from "@/ipc/bindings";
import { commandError } from "./fake-workspace";
import { NOW } from "./sample";
import { schemaAnswer } from "./schema";

// What is written about entities: timelines by entity, and what was begun to be written.

type Timelines = Record<string, TimelineEntry[]>;

export function withText(timelines: Timelines, id: string, text: string): Timelines {
  const entry = Object.values(timelines)
    .flat()
    .find((each) => each.id === id);
  if (!entry) throw commandError("not_found", "that note is not there any more");
  if (entry.entry === "public_message" || entry.entry === "email")
    throw commandError("denied", "what was sent stays as it was sent: write another message");
  return Object.fromEntries(
    Object.entries(timelines).map(([on, entries]) => [
      on,
      entries.map((each) => (each.id === id ? { ...each, text } : each)),
    ]),
  );
}

export function withScorecard(timelines: Timelines, add: ScorecardAdd): Timelines {
  const { candidate, ratings, recommendation, text } = add;
  const before = timelines[candidate] ?? [];
  const made: TimelineEntry = {
    id: `s-${before.length + 1}`,
    entry: "scorecard",
    text,
    actor: { actor: "member", member: schemaAnswer.me },
    at: NOW,
    also_on: [],
    scorecard: { ratings, recommendation },
  };
  return { ...timelines, [candidate]: [made, ...before] };
}

export function withDraft(drafts: Drafts["drafts"], { key, text }: DraftText): Drafts["drafts"] {
  const others = drafts.filter((each) => each.key !== key);
  return text === "" ? others : [{ key, text, at: NOW }, ...others];
}
