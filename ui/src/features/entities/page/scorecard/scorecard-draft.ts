import type { Rating, Recommendation } from "@/ipc/bindings";
import { sameCriterion, USUAL_CRITERIA } from "./score-words";

/** A criterion while its scorecard is written. */
export type Row = { id: number; criterion: string; score: number | null };

/** A scorecard while it is written. */
export type ScorecardDraft = { rows: Row[]; recommendation: Recommendation | null; text: string };

/** Where the criteria that the person used last are kept, with their drafts. */
export const LAST_CRITERIA = "scorecard-criteria";

export function newDraft(criteria: readonly string[]): ScorecardDraft {
  return { rows: rowsOf(criteria), recommendation: null, text: "" };
}

export function rowsOf(criteria: readonly string[]): Row[] {
  return criteria.map((criterion, id) => ({ id, criterion, score: null }));
}

/** What is kept of a draft; nothing while nothing was rated or written. */
export function written(draft: ScorecardDraft): string {
  const begun =
    draft.text !== "" || draft.recommendation !== null || draft.rows.some(({ score }) => score !== null);
  return begun ? JSON.stringify(draft) : "";
}

/** What was kept, as far as it is a draft. */
export function readDraft(kept: string): ScorecardDraft | undefined {
  const draft = parsed(kept) as Partial<ScorecardDraft> | undefined;
  if (!draft || !Array.isArray(draft.rows) || typeof draft.text !== "string") return undefined;
  return { rows: draft.rows, recommendation: draft.recommendation ?? null, text: draft.text };
}

/** The criteria used last, or the usual ones. */
export function readCriteria(kept: string): string[] {
  const criteria = parsed(kept);
  const known = Array.isArray(criteria) && criteria.every((each) => typeof each === "string");
  return known && criteria.length > 0 ? criteria : USUAL_CRITERIA;
}

/** What is rated, without the rows that were left out. */
export function ratingsOf(rows: readonly Row[]): Rating[] {
  return rows.flatMap(({ criterion, score }) =>
    score === null ? [] : [{ criterion: criterion.trim(), score }],
  );
}

export type Refusal = { at: "rows" | "recommendation"; message: string };

/** Why a draft is no scorecard yet. */
export function refusal({ rows, recommendation }: ScorecardDraft): Refusal | undefined {
  const rated = rows.filter(({ score }) => score !== null);
  if (rated.length === 0) return { at: "rows", message: "rate one criterion or more" };
  if (rated.some(({ criterion }) => criterion.trim() === ""))
    return { at: "rows", message: "name every criterion that you rate" };
  const names = rated.map(({ criterion }) => sameCriterion(criterion));
  const twice = rated.find((row, index) => names.indexOf(sameCriterion(row.criterion)) !== index);
  if (twice)
    return { at: "rows", message: `“${twice.criterion.trim()}” is there twice: rename or remove one` };
  if (recommendation === null) return { at: "recommendation", message: "say what you would do" };
  return undefined;
}

function parsed(kept: string): unknown {
  try {
    return kept === "" ? undefined : (JSON.parse(kept) as unknown);
  } catch {
    return undefined;
  }
}
