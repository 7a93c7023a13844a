import type { DraftText, Drafts, ScorecardAdd, TimelineEntry } from "@/ipc/bindings";
import type { CommandName } from "@/ipc/call";
import { commandError } from "./fake-error";
import type { Handlers } from "./fake-handlers";
import type { FakeRecords } from "./fake-records";
import { NOW } from "./sample";
import { schemaAnswer } from "./schema";

type NoteCommand = Extract<CommandName, `note_${string}` | `scorecard_${string}` | `draft_${string}`>;

/** What is written about the entities of a workspace in memory. */
export class FakeNotes {
  private readonly records: FakeRecords;
  drafts: Drafts["drafts"] = [];
  private made = 0;

  constructor(records: FakeRecords) {
    this.records = records;
  }

  readonly handlers: Handlers<NoteCommand> = {
    note_add: ({ ids, entry, text }) => {
      for (const id of ids) {
        const note = {
          id: `n-made-${(this.made += 1)}`,
          entry,
          text,
          actor: { actor: "member" as const, member: schemaAnswer.me },
          at: NOW,
          also_on: [],
          scorecard: null,
        };
        this.records.timeline[id] = [note, ...(this.records.timeline[id] ?? [])];
      }
      return this.records.edit(ids, () => ({}), "added a note to");
    },
    note_remove: ({ id }) => {
      for (const [on, notes] of Object.entries(this.records.timeline))
        this.records.timeline[on] = notes.filter((note) => note.id !== id);
      this.records.changed(["contact"], []);
      return { change_set: "c-0", entities: [], summary: "removed a note" };
    },
    note_update: ({ id, text }) => {
      this.records.timeline = withText(this.records.timeline, id, text);
      this.records.changed(["contact"], []);
      return { change_set: "c-0", entities: [], summary: "changed a note" };
    },
    scorecard_add: (add) => {
      this.records.timeline = withScorecard(this.records.timeline, add);
      return this.records.edit([add.candidate], () => ({}), "added a scorecard to");
    },
    draft_list: () => ({ drafts: this.drafts }),
    draft_save: (draft) => {
      this.drafts = withDraft(this.drafts, draft);
      return {};
    },
  };
}

type Timelines = Record<string, TimelineEntry[]>;

function withText(timelines: Timelines, id: string, text: string): Timelines {
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

function withScorecard(timelines: Timelines, add: ScorecardAdd): Timelines {
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

function withDraft(drafts: Drafts["drafts"], { key, text }: DraftText): Drafts["drafts"] {
  const others = drafts.filter((each) => each.key !== key);
  return text === "" ? others : [{ key, text, at: NOW }, ...others];
}
