import { PlainText } from "@/components/plain-text/plain-text";
import { Checkbox } from "@/components/ui/checkbox";
import { cx } from "@/lib/cx";
import { sentence as capital } from "@/lib/sentence";
import type { StepLine } from "./edits";

type Props = { steps: readonly StepLine[]; onKeep: (path: string, keep: boolean) => void };

/** The parts of what is to be done, each to be left out by itself where that can be. */
export function ShownSteps({ steps, onKeep }: Props) {
  return (
    <ul className="flex flex-col gap-1">
      {steps.map(({ path, sentence, kept }, at) => (
        <li key={path ?? `step-${at}`}>
          {path === null ? (
            <span className="flex gap-2 pl-6">
              <PlainText text={capital(sentence)} />
            </span>
          ) : (
            // The text is the control's name and presses it.
            // oxlint-disable-next-line jsx-a11y/label-has-associated-control
            <label className="flex items-start gap-2">
              <Checkbox checked={kept} onChange={(keep) => onKeep(path, keep)} className="mt-0.5" />
              <span className={cx("min-w-0", !kept && "text-ink-3 line-through")}>
                <PlainText text={capital(sentence)} />
                {!kept && <span className="sr-only"> (left out)</span>}
              </span>
            </label>
          )}
        </li>
      ))}
    </ul>
  );
}
