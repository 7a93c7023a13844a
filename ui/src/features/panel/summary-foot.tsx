import { Ellipsis } from "lucide-react";
import { When } from "@/components/entity/when";
import { Button, IconButton } from "@/components/ui/button";
import { Menu, MenuAction, MenuSeparator } from "@/components/ui/menu";
import type { Summary } from "@/ipc/bindings";
import { dollars } from "@/lib/cost";
import { count, number } from "@/lib/count";
import { lasted } from "@/lib/time";
import { newerWords } from "./summary-sources";

type Props = {
  summary: Summary;
  /** Indexes of the sentences that no longer hold. */
  struck: readonly number[];
  /** Writes some sentences anew, or all; absent where that cannot be done now. */
  onWrite: ((sentences: readonly number[]) => void) | undefined;
  /** Whether it is shown what would leave; shows and hides it, where that can be worked out. */
  leaves: boolean;
  onShowLeaves: (() => void) | undefined;
  onShowLeft: () => void;
  onRemove: () => void;
};

/** Under the sentences: what they do not say, when they were written, by whom and for how much, and what can be done. */
export function SummaryFoot({ summary, struck, onWrite, leaves, onShowLeaves, onShowLeft, onRemove }: Props) {
  const { sentences, newer, left_out } = summary;
  return (
    <>
      {sentences.length === 0 && (
        <p className="text-sm text-ink-3">The model wrote nothing that could be kept.</p>
      )}
      {left_out > 0 && (
        <p className="text-sm text-ink-3">
          {count(left_out, "sentence")} left out: {left_out === 1 ? "it" : "they"} weighed the person.
        </p>
      )}
      {struck.length > 1 && onWrite && (
        <Button className="self-start" onClick={() => onWrite(struck)}>
          Write {struck.length} struck sentences anew
        </Button>
      )}
      {newer.length > 0 && (
        <p className="flex flex-wrap items-center gap-x-1 text-sm text-ink-3">
          <span>{newerWords(newer)} came since</span>
          {onWrite && (
            <Button variant="quiet" onClick={() => onWrite([])}>
              Write all anew
            </Button>
          )}
        </p>
      )}
      <div className="flex items-center gap-1.5 text-xs text-ink-3">
        <Written summary={summary} />
        <Menu
          align="end"
          trigger={
            <IconButton small label="Actions of the summary">
              <Ellipsis size={14} />
            </IconButton>
          }
        >
          {onWrite && <MenuAction onSelect={() => onWrite([])}>Write all anew</MenuAction>}
          {onShowLeaves && (
            <MenuAction onSelect={onShowLeaves}>{leaves ? "Hide what leaves" : "What leaves"}</MenuAction>
          )}
          <MenuAction onSelect={onShowLeft}>What left</MenuAction>
          <MenuSeparator />
          <MenuAction danger onSelect={onRemove}>
            Remove
          </MenuAction>
        </Menu>
      </div>
    </>
  );
}

/** Sentences that were written more than this before the last ones are older, not of the same writing. */
const OLDER_MS = 60_000;

function Written({ summary: { sentences, written } }: { summary: Summary }) {
  const { at, host, model, took, usage } = written;
  const oldest = Math.min(at, ...sentences.map((sentence) => sentence.at));
  return (
    <p className="selectable min-w-0 flex-1 break-words tabular-nums">
      Written <When at={at} /> by <span title={host}>{model}</span> · {lasted(took)}
      {usage && (
        <span title={`${number(usage.input)} tokens read, ${number(usage.output)} written`}>
          {" · "}
          {usage.cost === null ? `${number(usage.input + usage.output)} tokens` : dollars(usage.cost)}
        </span>
      )}
      {at - oldest > OLDER_MS && (
        <>
          {" "}
          · oldest sentence <When at={oldest} />
        </>
      )}
    </p>
  );
}
