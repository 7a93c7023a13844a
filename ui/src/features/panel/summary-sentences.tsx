import { useMemo } from "react";
import { AiEdge } from "@/components/assistant/ai-sign";
import type { Entity, Summary, SummaryRunning } from "@/ipc/bindings";
import { localDay } from "@/lib/time";
import { useNow } from "@/lib/use-now";
import { useKind } from "@/lib/workspace";
import { Sentence } from "./summary-sentence";
import { groupedSentences, shownSentences, sourceNumbers } from "./summary-sources";

type Props = {
  entity: Entity;
  summary: Summary | null;
  running: SummaryRunning | null;
  /** Writes a kept sentence anew; absent where that cannot be done now. */
  onRewrite: ((index: number) => void) | undefined;
};

/** What the summary says, or says so far. */
export function SummarySentences({ entity, summary, running, onRewrite }: Props) {
  const def = useKind(entity.kind);
  const today = localDay(useNow());
  const { groups, numbers } = useMemo(() => {
    const grouped = groupedSentences(shownSentences(summary, running));
    return { groups: grouped, numbers: sourceNumbers(grouped.flatMap(({ sentences }) => sentences)) };
  }, [summary, running]);
  if (groups.length === 0) return null;
  return (
    <AiEdge className="flex flex-col gap-2">
      {groups.map(({ label, sentences }) => (
        <div key={label ?? ""} className="flex flex-col gap-0.5">
          {label && <h4 className="text-xs font-medium text-ink-3">{label}</h4>}
          <ul aria-label={label ?? "What it says"} className="flex flex-col gap-1.5">
            {sentences.map((shown, index) => (
              <Sentence
                key={index}
                shown={shown}
                numbers={numbers}
                naming={{ def, today }}
                onRewrite={
                  onRewrite && shown.kept !== undefined ? () => onRewrite(shown.kept ?? 0) : undefined
                }
              />
            ))}
          </ul>
        </div>
      ))}
    </AiEdge>
  );
}
