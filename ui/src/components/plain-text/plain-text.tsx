import { cx } from "@/lib/cx";
import { stretchesOf } from "./hidden-signs";

type Props = {
  text: string;
  /** In the typeface of code. */
  mono?: boolean;
  className?: string;
};

/**
 * A text that somebody else may have written, letter by letter: nothing in it is markup, line ends stay, characters
 * that nobody would see are marks, and its direction of writing ends where it ends.
 */
export function PlainText({ text, mono, className }: Props) {
  const look = cx("break-words whitespace-pre-wrap", mono && "font-mono", className);
  const stretches = stretchesOf(text);
  const hides = stretches.some((stretch) => "mark" in stretch);
  if (!hides) return <bdi className={look}>{text}</bdi>;
  return (
    <bdi className={look}>
      {stretches.map((stretch, at) =>
        "text" in stretch ? (
          // Each by itself, so that a text after a mark does not take its direction from one before.
          <bdi key={at}>{stretch.text}</bdi>
        ) : (
          <span
            key={at}
            role="img"
            aria-label={stretch.name}
            title={stretch.name}
            className="mx-px rounded-sm border border-danger bg-danger-wash px-0.5 font-mono text-xs text-danger"
          >
            {stretch.mark}
          </span>
        ),
      )}
    </bdi>
  );
}
