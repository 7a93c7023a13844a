import { Circle, CircleAlert, CircleCheck, CircleDashed, CircleMinus } from "lucide-react";
import { PlainText } from "@/components/plain-text/plain-text";
import { Spinner } from "@/components/ui/spinner";
import type { ProviderChecked, StepName, StepOutcome } from "@/ipc/bindings";
import { cx } from "@/lib/cx";
import { sentence } from "@/lib/sentence";

// In the order in which the core goes through them.
const STEPS: Record<StepName, string> = {
  reach: "The host answers, over a safe connection",
  key: "It takes the key",
  model: "It has the model",
  streaming: "The model answers as it writes",
  tools: "The model can use tools",
  embeddings: "The host makes embeddings",
};

const LOOK: Record<StepOutcome["outcome"], { Icon: typeof Circle; className: string; word: string }> = {
  passed: { Icon: CircleCheck, className: "text-good", word: "works" },
  failed: { Icon: CircleAlert, className: "text-danger", word: "failed" },
  not_offered: { Icon: CircleMinus, className: "text-ink-3", word: "not offered" },
  skipped: { Icon: CircleDashed, className: "text-ink-3", word: "not tried" },
};

/** How far a trial of a provider came, step by step. */
export function ProviderTrial({ checked, host }: { checked: ProviderChecked | "running"; host: string }) {
  const running = checked === "running";
  return (
    <div
      role="group"
      aria-label="Trial of the provider"
      aria-busy={running}
      className="rounded-md border px-3 py-2"
    >
      <ol aria-live="polite" className="flex flex-col gap-1">
        {running
          ? Object.entries(STEPS).map(([name, label], index) => (
              <li key={name} className="flex items-center gap-2 text-ink-3">
                {index === 0 ? <Spinner size={14} /> : <Circle size={14} aria-hidden />}
                {label}
              </li>
            ))
          : checked.steps.map(({ name, outcome }) => {
              const { Icon, className, word } = LOOK[outcome.outcome];
              return (
                <li key={name} className="flex items-start gap-2">
                  <Icon size={14} className={cx("mt-[3px] shrink-0", className)} aria-hidden />
                  <div className="selectable min-w-0">
                    {STEPS[name]} <span className={cx("text-sm", className)}>{word}</span>
                    {"reason" in outcome && (
                      <p
                        className={cx(
                          "max-w-[68ch] text-sm",
                          outcome.outcome === "failed" ? "text-danger" : "text-ink-3",
                        )}
                      >
                        <PlainText text={sentence(outcome.reason)} />
                      </p>
                    )}
                  </div>
                </li>
              );
            })}
      </ol>
      <p
        role="status"
        className={cx(
          "mt-2 min-h-5 max-w-[68ch]",
          running ? "text-ink-3" : checked.usable ? "text-good" : "text-danger",
        )}
      >
        {running
          ? `Trying ${host}. This takes some seconds.`
          : checked.usable
            ? "Conversations can be held with it."
            : "No conversation can be held with it as it is."}
      </p>
    </div>
  );
}
