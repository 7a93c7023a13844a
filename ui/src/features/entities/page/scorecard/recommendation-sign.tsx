import { ThumbsDown, ThumbsUp } from "lucide-react";
import type { Recommendation } from "@/ipc/bindings";
import { cx } from "@/lib/cx";
import { recommendationWord } from "./score-words";

/** A recommendation by sign and word. */
export function RecommendationSign({ value }: { value: Recommendation }) {
  const against = value === "no" || value === "strong_no";
  const Sign = against ? ThumbsDown : ThumbsUp;
  return (
    <span
      className={cx(
        "inline-flex items-center gap-1 whitespace-nowrap",
        value.startsWith("strong") ? "font-semibold" : "font-medium",
      )}
    >
      <Sign size={13} aria-hidden className={cx("shrink-0", against ? "text-danger" : "text-good")} />
      {recommendationWord(value)}
    </span>
  );
}
