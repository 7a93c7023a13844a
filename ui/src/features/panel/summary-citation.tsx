import { pointToField } from "@/components/entity/pointing";
import { say } from "@/components/ui/toaster";
import { Tooltip } from "@/components/ui/tooltip";
import type { SummarySource } from "@/ipc/bindings";
import { cx } from "@/lib/cx";
import { useGo } from "@/lib/navigation";
import { pointedEntry } from "@/lib/window-state";
import { closePanel } from "./panel-store";
import { sourceWords, type Naming } from "./summary-sources";

/** Where the panel lies over the page that a citation leads to; the pane's own classes say the same. */
const OVER_THE_PAGE = "(max-width: 1023.98px)";

const SINCE = { same: "", changed: "; changed since", gone: "; gone since" } as const;

type Props = { number: number; source: SummarySource; naming: Naming };

/** The number of a source: says what it is, and goes to it. */
export function SummaryCitation({ number, source: { source, state }, naming }: Props) {
  const go = useGo();
  const words = sourceWords(source, naming);

  function open() {
    if (state === "gone" && source.what !== "field") {
      say(`${words} is not there any more`);
      return;
    }
    if (source.what === "entity") {
      go.entity(source.reference);
      return;
    }
    if (source.what === "entry") pointedEntry.set(source.id);
    else if (!pointToField(source.key)) {
      say(`${words} is not shown on this page`);
      return;
    }
    if (window.matchMedia(OVER_THE_PAGE).matches) closePanel();
  }

  return (
    <Tooltip label={`${words}${SINCE[state]}`}>
      <button
        type="button"
        aria-label={`Source ${number}: ${words}${SINCE[state]}`}
        onClick={open}
        className={cx(
          "relative ml-0.5 inline-flex h-4 min-w-4 items-center justify-center rounded-sm bg-sunken px-1 align-[2px] text-xs tabular-nums hover:bg-hover",
          // Reached by a finger, too, without room of its own in the line.
          "before:absolute before:inset-x-0 before:-inset-y-1",
          state === "same" ? "text-link" : "text-warn",
          state === "gone" && "line-through",
        )}
      >
        {number}
      </button>
    </Tooltip>
  );
}
