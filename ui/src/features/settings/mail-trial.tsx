import { Circle, CircleAlert, CircleCheck, CircleDashed } from "lucide-react";
import { Spinner } from "@/components/ui/spinner";
import type { MailTrial, MailTrialStep } from "@/ipc/bindings";
import { cx } from "@/lib/cx";
import { sentence } from "@/lib/sentence";

// In the order in which the core goes through them; what it answers takes their place.
const STEPS = ["Reach the server", "Agree on encryption", "Log in", "Get an answer"];

const LOOK: Record<MailTrialStep["outcome"], { Icon: typeof Circle; className: string; word: string }> = {
  passed: { Icon: CircleCheck, className: "text-good", word: "works" },
  failed: { Icon: CircleAlert, className: "text-danger", word: "failed" },
  not_reached: { Icon: CircleDashed, className: "text-ink-3", word: "not reached" },
};

/** How far a trial of the server came, step by step. No email is sent by it. */
export function MailTrialSteps({ trial }: { trial: MailTrial | "running" }) {
  const running = trial === "running";
  const passed = !running && trial.problem === null;
  return (
    <div aria-live="polite" aria-busy={running} className="rounded-md border px-3 py-2">
      <ol className="flex flex-col gap-1">
        {running
          ? STEPS.map((label, index) => (
              <li key={label} className="flex items-center gap-2 text-ink-3">
                {index === 0 ? <Spinner size={14} /> : <Circle size={14} aria-hidden />}
                {sentence(label)}
              </li>
            ))
          : trial.steps.map(({ label, outcome }) => {
              const { Icon, className, word } = LOOK[outcome];
              return (
                <li
                  key={label}
                  className={cx("flex items-center gap-2", outcome === "not_reached" && "text-ink-3")}
                >
                  <Icon size={14} className={cx("shrink-0", className)} aria-hidden />
                  {sentence(label)}
                  <span className="text-sm text-ink-3">{word}</span>
                </li>
              );
            })}
      </ol>
      <p
        className={cx(
          "selectable mt-2 min-h-5 max-w-[68ch]",
          passed ? "text-good" : running ? "text-ink-3" : "text-danger",
        )}
      >
        {running
          ? "Trying the server. No email is sent."
          : sentence(trial.problem ?? "emails can be sent this way. None was sent.")}
      </p>
    </div>
  );
}
