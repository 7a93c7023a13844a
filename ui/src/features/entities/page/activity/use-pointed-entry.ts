import { useEffect, useEffectEvent } from "react";
import { pointTo } from "@/components/entity/pointing";
import { say } from "@/components/ui/toaster";
import type { TimelineEntry } from "@/ipc/bindings";
import { useStore } from "@/lib/store";
import { pointedEntry } from "@/lib/window-state";

type Shown = {
  timeline: readonly TimelineEntry[];
  /** Where an entry stands among what the filter lets through; -1 where it does not. */
  at: (id: string) => number;
  /** How many are shown. */
  shown: number;
  unfilter: () => void;
  show: (many: number) => void;
};

/** Brings the entry that something points to into view, whatever the timeline is narrowed to. */
export function usePointedEntry({ timeline, at, shown, unfilter, show }: Shown) {
  const wanted = useStore(pointedEntry);
  const place = wanted === null ? -1 : at(wanted);
  const reveal = useEffectEvent((id: string, place: number, shown: number) => {
    if (!timeline.some((entry) => entry.id === id)) {
      pointedEntry.set(null);
      say("it is no longer on this timeline");
    } else if (place < 0) unfilter();
    else if (place >= shown) show(place + 1);
    else {
      pointedEntry.set(null);
      const entries = [...document.querySelectorAll<HTMLElement>("[data-entry]")];
      const found = entries.find(({ dataset }) => dataset["entry"] === id);
      if (found) pointTo(found);
    }
  });
  useEffect(() => {
    if (wanted !== null) reveal(wanted, place, shown);
  }, [wanted, place, shown]);
}
