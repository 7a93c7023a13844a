import type { Hit } from "@/ipc/bindings";
import { legWord } from "./leg-badge";

/** Why a hit ranks where it does: its place in each leg, what each word matched, how often it was opened. */
export function Why({ hit }: { hit: Hit }) {
  const { why } = hit;
  return (
    <section aria-label="Why this rank" className="selectable border-b bg-sunken px-4 py-3 text-sm">
      <h3 className="mb-1.5 font-semibold">Why this rank</h3>
      {!why && <p className="text-ink-3">No explanation came with this result.</p>}
      {why?.exact && (
        <p>
          Matches exactly: <span className="font-medium">{why.exact}</span>. An identifier goes above
          everything else.
        </p>
      )}
      {why && why.legs.length > 0 && (
        <table className="my-1 w-full tabular-nums">
          <thead className="text-left text-ink-3">
            <tr>
              <th className="font-normal">Leg</th>
              <th className="text-right font-normal">Rank</th>
              <th className="text-right font-normal">Score</th>
            </tr>
          </thead>
          <tbody>
            {why.legs.map(({ leg, rank, score }) => (
              <tr key={leg}>
                <td>{legWord(leg)}</td>
                <td className="text-right">{rank}</td>
                <td className="text-right">{score.toFixed(3)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {why?.words.map(({ word, matched }) => (
        <p key={word} className="truncate">
          <span className="text-ink-3">{word}</span> → {matched.length > 0 ? matched.join(", ") : "nothing"}
        </p>
      ))}
      {why && (
        <p className="text-ink-3">
          {why.frecency > 0
            ? `Opened lately (${why.frecency.toFixed(2)}); this only breaks ties.`
            : "Not opened lately."}
        </p>
      )}
    </section>
  );
}
