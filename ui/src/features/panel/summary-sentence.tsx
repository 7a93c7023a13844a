import { Doubtful } from "@/components/assistant/doubtful";
import { PlainText } from "@/components/plain-text/plain-text";
import { Button } from "@/components/ui/button";
import { cx } from "@/lib/cx";
import { SummaryCitation } from "./summary-citation";
import { atClaims, sourceKey, staleWords, type Naming, type ShownSentence } from "./summary-sources";

type Props = {
  shown: ShownSentence;
  numbers: ReadonlyMap<string, number>;
  naming: Naming;
  /** Writes it anew; absent where that cannot be done now. */
  onRewrite: (() => void) | undefined;
};

/** A sentence with what it rests on; struck through where that is no longer so. */
export function Sentence({ shown: { sentence, replaced, growing }, numbers, naming, onRewrite }: Props) {
  const { text, sources, unsupported, stale } = sentence;
  const words = atClaims(text, unsupported).map(({ text: piece, claim }, index) =>
    claim === undefined ? (
      <PlainText key={index} text={piece} />
    ) : (
      <Doubtful key={index} claim={claim} by="None of its sources">
        <PlainText text={piece} />
      </Doubtful>
    ),
  );
  // Of what rests on nothing that is left there is nothing to write: the core takes it out.
  const gone = sources.length > 0 && sources.every(({ state }) => state === "gone");
  const act = gone ? "Take out" : "Write anew";
  const why = stale ? staleWords(sources, naming) : "";
  return (
    <li className={cx(replaced && "opacity-60")} aria-busy={replaced || growing}>
      <p className="selectable break-words">
        {stale ? (
          <del className="text-ink-3">
            <span className="sr-only">No longer holds: {why}. </span>
            {words}
          </del>
        ) : (
          words
        )}
        {sources.map((source) => (
          <SummaryCitation
            key={sourceKey(source.source)}
            number={numbers.get(sourceKey(source.source)) ?? 0}
            source={source}
            naming={naming}
          />
        ))}
        {sources.length === 0 && !growing && (
          <span className="ml-1 text-xs whitespace-nowrap text-warn">names no source</span>
        )}
      </p>
      {stale && !replaced && (
        <div className="flex flex-wrap items-center gap-x-1 text-sm text-ink-3">
          <span aria-hidden className="min-w-0 break-words">
            {why}
          </span>
          {onRewrite && (
            <Button variant="quiet" aria-label={`${act}: ${text}`} onClick={onRewrite}>
              {act}
            </Button>
          )}
        </div>
      )}
    </li>
  );
}
