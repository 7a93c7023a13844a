import { timelineLook } from "@/components/entity/timeline-look";
import type {
  Claim,
  KindDef,
  SourceName,
  Summary,
  SummaryPart,
  SummaryRunning,
  SummarySentence,
  SummarySource,
} from "@/ipc/bindings";
import { count } from "@/lib/count";
import { dateOf, localDay } from "@/lib/time";
import { fieldOf } from "@/lib/workspace";

/** A sentence as it is shown. */
export type ShownSentence = {
  sentence: SummarySentence;
  /** Its place in the kept summary; none while it is being written. */
  kept: number | undefined;
  /** Whether another one is being written in its place. */
  replaced: boolean;
  /** Whether it is still being written. */
  growing: boolean;
};

/** The sentences that show: the kept ones, those that are being written, or both where only some are written anew. */
export function shownSentences(summary: Summary | null, running: SummaryRunning | null): ShownSentence[] {
  const kept = (summary?.sentences ?? []).map((sentence, index): ShownSentence => ({
    sentence,
    kept: index,
    replaced: false,
    growing: false,
  }));
  if (!running) return kept;
  const made = running.sentences.map((sentence, index): ShownSentence => ({
    sentence,
    kept: undefined,
    replaced: false,
    growing: index === running.sentences.length - 1,
  }));
  // What is there stays until the first new sentence comes, so that nothing jumps.
  if (running.replaces.length === 0)
    return made.length > 0 ? made : kept.map((each) => ({ ...each, replaced: true }));
  return kept.flatMap((each, index) => {
    const at = running.replaces.indexOf(index);
    if (at < 0) return [each];
    const last = at === running.replaces.length - 1;
    const anew = made.slice(at, last ? undefined : at + 1);
    return anew.length > 0 ? anew : [{ ...each, replaced: true }];
  });
}

const PARTS: readonly (readonly [SummaryPart, string])[] = [
  ["intent", "Intent"],
  ["state", "State"],
  ["open", "Open questions"],
];

/** The sentences of a ticket under what they tell of; those of another kind under nothing. */
export function groupedSentences(shown: readonly ShownSentence[]) {
  const of = (part: SummaryPart | null) => shown.filter(({ sentence }) => sentence.part === part);
  return [
    ...PARTS.map(([part, label]) => ({ label, sentences: of(part) })),
    { label: undefined, sentences: of(null) },
  ].filter(({ sentences }) => sentences.length > 0);
}

/** What is the same for two mentions of one source. */
export function sourceKey(source: SourceName): string {
  switch (source.what) {
    case "field":
      return `field ${source.key}`;
    case "entry":
      return `entry ${source.id}`;
    case "entity":
      return `entity ${source.reference}`;
  }
}

/** The number of each source, by where it is first used. */
export function sourceNumbers(shown: readonly ShownSentence[]): ReadonlyMap<string, number> {
  const numbers = new Map<string, number>();
  for (const { sentence } of shown)
    for (const { source } of sentence.sources) {
      const key = sourceKey(source);
      if (!numbers.has(key)) numbers.set(key, numbers.size + 1);
    }
  return numbers;
}

/** What sources are named by: the declarations of the entity's kind, and the day. */
export type Naming = { def: KindDef; today: string };

/** The word for a kind of entry, without what else is said of it. */
function entryWord(source: Extract<SourceName, { what: "entry" }>): string {
  return timelineLook(source.entry).label.split(",")[0] ?? "";
}

/** What a source is: `Close date`, `Note, 12 Nov`, `CON-7 Ann Lee, contact`. */
export function sourceWords(source: SourceName, { def, today }: Naming): string {
  switch (source.what) {
    case "field":
      return fieldOf(def, source.key)?.label ?? source.key;
    case "entry":
      return `${entryWord(source)}, ${dateOf(localDay(source.at), today)}`;
    case "entity":
      return `${source.reference} ${source.title}${source.role && `, ${source.role}`}`;
  }
}

/** Why a sentence no longer holds: `Close date changed, Note of 12 Nov is gone`. */
export function staleWords(sources: readonly SummarySource[], naming: Naming): string {
  const said = sources.flatMap(({ source, state }) => {
    if (state === "same") return [];
    const name =
      source.what === "field"
        ? sourceWords(source, naming)
        : source.what === "entry"
          ? `${entryWord(source)} of ${dateOf(localDay(source.at), naming.today)}`
          : source.reference;
    return [`${name} ${state === "changed" ? "changed" : "is gone"}`];
  });
  return said.length > 0 ? said.join(", ") : "What it rests on changed";
}

const list = new Intl.ListFormat("en");

/** What came since: `2 notes and 1 field`. */
export function newerWords(newer: readonly SourceName[]): string {
  const words = newer.map((source) =>
    source.what === "entry"
      ? entryWord(source)
          .replace(/ to the requester$/u, "")
          .toLowerCase()
      : source.what === "field"
        ? "field"
        : "linked entity",
  );
  return list.format(
    [...new Set(words)].map((word) =>
      count(
        words.filter((each) => each === word).length,
        word,
        word === "linked entity" ? "linked entities" : `${word}s`,
      ),
    ),
  );
}

/** A text, cut where nothing bears it out. */
export function atClaims(
  text: string,
  claims: readonly Claim[],
): { text: string; claim: string | undefined }[] {
  const out: { text: string; claim: string | undefined }[] = [];
  let done = 0;
  for (const { from, to, text: claim } of claims.toSorted((a, b) => a.from - b.from || b.to - a.to)) {
    const end = Math.min(to, text.length);
    if (from < done || end <= from) continue;
    if (from > done) out.push({ text: text.slice(done, from), claim: undefined });
    out.push({ text: text.slice(from, end), claim });
    done = end;
  }
  if (done < text.length) out.push({ text: text.slice(done), claim: undefined });
  return out;
}
