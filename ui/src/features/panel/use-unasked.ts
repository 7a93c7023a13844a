import { useEffect, useEffectEvent } from "react";
import { restingSummaries } from "./panel-store";
import type { useSummary } from "./use-summary";

/**
 * Writes a summary by itself where the settings want that: one call when there is none or a sentence no longer holds.
 * Then it rests until a summary was there of which every sentence held, so that nothing that fails, is stopped or is
 * removed is written again before somebody asks.
 */
export function useUnasked(
  entity: string,
  { known, isFetching, summary, struck, running, failed, write }: ReturnType<typeof useSummary>,
  wanted: boolean,
) {
  const settled = known && !isFetching && running === null && failed === undefined;
  const holds = summary !== null && struck.length === 0;
  const begin = useEffectEvent(() => void write(struck, true));
  useEffect(() => {
    if (!settled) return;
    if (holds) restingSummaries.delete(entity);
    else if (wanted && !restingSummaries.has(entity)) begin();
  }, [entity, settled, holds, wanted]);
}
