import { ThumbsDown, ThumbsUp } from "lucide-react";
import type { Recommendation } from "@/ipc/bindings";
import { cx } from "@/lib/cx";
import { recommendationWord } from "./score-words";

/** A recommendation by sign and word. */
export function RecommendationSign({ value }: { value: Recommendation }) {
  const against = value === "no" || value === "strong_no";
  const Sign = against ? ThumbsDown : ThumbsUp;
  return (
    <span className={cx("whitespace-nowrap", value.startsWith("strong") ? "font-semibold" : "font-medium")}>
      <Sign
        size={13}
        aria-hidden
        className={cx("mr-1 inline align-[-2px]", against ? "text-danger" : "text-good")}
      />
      {recommendationWord(value)}
    </span>
  );
}
