import type { Leg } from "@/ipc/bindings";
import { cx } from "@/lib/cx";

const WORDS: Record<Leg, { word: string; title: string }> = {
  exact: { word: "exact", title: "Found by an identifier: reference, email, phone, name or domain" },
  text: { word: "text", title: "Found by its words" },
  fuzzy: { word: "fuzzy", title: "Found by words like those typed" },
  vector: { word: "meaning", title: "Found by nearness of meaning" },
};

/** Which leg of the search found it. */
export function LegBadge({ leg }: { leg: Leg }) {
  const { word, title } = WORDS[leg];
  return (
    <span
      title={title}
      className={cx(
        "w-12 shrink-0 text-right text-xs",
        leg === "exact" ? "font-medium text-good" : "text-ink-3",
      )}
    >
      {word}
    </span>
  );
}

export function legWord(leg: Leg): string {
  return WORDS[leg].word;
}
