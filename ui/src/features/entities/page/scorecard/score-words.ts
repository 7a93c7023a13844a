import type { Rating, Recommendation, Scorecard } from "@/ipc/bindings";

export type Score = 1 | 2 | 3 | 4;

/** What each score means; four, so that nobody can stay in the middle. */
export const SCORES: { score: Score; word: string }[] = [
  { score: 1, word: "Weak" },
  { score: 2, word: "Mixed" },
  { score: 3, word: "Good" },
  { score: 4, word: "Strong" },
];

export const RECOMMENDATIONS: { value: Recommendation; word: string }[] = [
  { value: "strong_no", word: "Strong no" },
  { value: "no", word: "No" },
  { value: "yes", word: "Yes" },
  { value: "strong_yes", word: "Strong yes" },
];

/** The criteria of a scorecard while nobody chose others. */
export const USUAL_CRITERIA = ["Skills", "Communication", "Motivation", "Teamwork"];

export function scoreWord(score: number): string {
  return SCORES.find((each) => each.score === score)?.word ?? String(score);
}

export function recommendationWord(value: Recommendation): string {
  return RECOMMENDATIONS.find((each) => each.value === value)?.word ?? value;
}

/** All criteria of some scorecards, in the order in which they first came up; case and spaces make no other one. */
export function criteriaOf(scorecards: readonly Scorecard[]): string[] {
  const seen = new Map<string, string>();
  for (const { criterion } of scorecards.flatMap(({ ratings }) => ratings)) {
    const key = sameCriterion(criterion);
    if (!seen.has(key)) seen.set(key, criterion);
  }
  return [...seen.values()];
}

export function ratingOf({ ratings }: Scorecard, criterion: string): Rating | undefined {
  return ratings.find((rating) => sameCriterion(rating.criterion) === sameCriterion(criterion));
}

/** How many gave each recommendation, from no to yes: `1 no, 2 yes`. No sum of them: opinions are to be read. */
export function recommendationSpread(scorecards: readonly Scorecard[]): string {
  return RECOMMENDATIONS.flatMap(({ value, word }) => {
    const given = scorecards.filter(({ recommendation }) => recommendation === value).length;
    return given > 0 ? [`${given} ${word.toLowerCase()}`] : [];
  }).join(", ");
}

export function sameCriterion(criterion: string): string {
  return criterion.trim().toLowerCase();
}
