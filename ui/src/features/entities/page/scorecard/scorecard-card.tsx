import type { Scorecard } from "@/ipc/bindings";
import { RecommendationSign } from "./recommendation-sign";
import { scoreWord } from "./score-words";

/** A scorecard on the timeline: what was rated and what its author would do. The reasons stand below as text. */
export function ScorecardCard({ scorecard }: { scorecard: Scorecard }) {
  return (
    <div className="selectable mt-1 flex flex-wrap items-baseline gap-x-4 gap-y-1">
      <RecommendationSign value={scorecard.recommendation} />
      <dl className="flex flex-wrap gap-x-4 gap-y-1">
        {scorecard.ratings.map(({ criterion, score }) => (
          <div key={criterion} className="flex min-w-0 items-baseline gap-1.5">
            <dt className="min-w-0 break-words text-ink-3">{criterion}</dt>
            <dd className="whitespace-nowrap">
              <span className="font-medium tabular-nums">{score}</span> {scoreWord(score).toLowerCase()}
            </dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
