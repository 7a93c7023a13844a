import { ActorName } from "@/components/entity/actor-name";
import { When } from "@/components/entity/when";
import type { Scorecard, TimelineEntry } from "@/ipc/bindings";
import { count } from "@/lib/count";
import { cx } from "@/lib/cx";
import { RecommendationSign } from "./recommendation-sign";
import { criteriaOf, ratingOf, recommendationSpread, SCORES, scoreWord } from "./score-words";

type Given = TimelineEntry & { scorecard: Scorecard };

/**
 * What several people thought of a candidate, side by side. It shows how far they are apart and adds nothing up: a
 * number would rank people by what was never measured alike.
 */
export function ScorecardSummary({ timeline }: { timeline: readonly TimelineEntry[] }) {
  const given = timeline
    .filter((entry): entry is Given => entry.scorecard !== null)
    .toSorted((a, b) => a.at - b.at);
  if (given.length < 2) return null;
  const cards = given.map(({ scorecard }) => scorecard);
  const criteria = criteriaOf(cards);
  return (
    <section aria-label="Scorecards" className="flex flex-col gap-1.5">
      <h2 className="text-sm font-semibold text-ink-3">{count(given.length, "scorecard", "scorecards")}</h2>
      <div
        tabIndex={0}
        role="group"
        aria-label="Scorecards side by side"
        className="overflow-x-auto rounded-md border"
      >
        <table className="w-full border-collapse text-left">
          <thead>
            <tr className="border-b bg-sunken text-sm text-ink-3">
              <th scope="col" className="sticky left-0 h-8 bg-sunken px-3 font-medium">
                By
              </th>
              <th scope="col" className="px-3 font-medium">
                Recommends
              </th>
              {criteria.map((criterion) => (
                <th key={criterion} scope="col" className="min-w-20 px-3 py-1 font-medium break-words">
                  {criterion}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {given.map(({ id, actor, at, scorecard }) => (
              <tr key={id} className="border-b">
                <th scope="row" className="sticky left-0 h-8 bg-ground px-3 font-normal whitespace-nowrap">
                  <ActorName actor={actor} /> <When at={at} className="text-sm text-ink-3" />
                </th>
                <td className="px-3">
                  <RecommendationSign value={scorecard.recommendation} />
                </td>
                {criteria.map((criterion) => (
                  <td key={criterion} className="px-3 whitespace-nowrap">
                    <Score score={ratingOf(scorecard, criterion)?.score} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr className="text-sm text-ink-2">
              <th scope="row" className="sticky left-0 h-8 bg-ground px-3 font-medium">
                Spread
              </th>
              <td className="px-3 py-1 whitespace-nowrap">{recommendationSpread(cards)}</td>
              {criteria.map((criterion) => (
                <td key={criterion} className="px-3 whitespace-nowrap">
                  <Spread scores={cards.flatMap((card) => ratingOf(card, criterion)?.score ?? [])} />
                </td>
              ))}
            </tr>
          </tfoot>
        </table>
      </div>
    </section>
  );
}

function Score({ score }: { score: number | undefined }) {
  if (score === undefined) return <span className="text-ink-3">not rated</span>;
  return (
    <>
      <span className="font-medium tabular-nums">{score}</span>{" "}
      <span className="text-ink-2">{scoreWord(score).toLowerCase()}</span>
    </>
  );
}

/** From the lowest to the highest that was given, with a mark at each of the four that somebody gave. */
function Spread({ scores }: { scores: readonly number[] }) {
  const [low, high] = [Math.min(...scores), Math.max(...scores)];
  return (
    <span className="inline-flex items-center gap-2">
      <span aria-hidden className="inline-flex gap-0.5">
        {SCORES.map(({ score }) => (
          <span
            key={score}
            className={cx(
              "h-2.5 w-2 rounded-[2px] border",
              scores.includes(score) ? "border-ink-3 bg-ink-3" : "border-line-2",
            )}
          />
        ))}
      </span>
      <span className="tabular-nums">{low === high ? `all ${low}` : `${low} to ${high}`}</span>
    </span>
  );
}
