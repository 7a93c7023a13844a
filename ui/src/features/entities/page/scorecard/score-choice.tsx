import { Radio } from "@base-ui/react/radio";
import { RadioGroup } from "@base-ui/react/radio-group";
import { SCORES } from "./score-words";

type Props = { label: string; value: number | null; onChange: (score: number) => void };

/** One of four scores with its word, by arrow keys or by its digit. */
export function ScoreChoice({ label, value, onChange }: Props) {
  return (
    <RadioGroup
      aria-label={label}
      value={value === null ? "" : String(value)}
      onValueChange={(next) => onChange(Number(next))}
      onKeyDown={(event) => {
        const scored = SCORES.find(({ score }) => event.key === String(score));
        if (!scored) return;
        event.preventDefault();
        onChange(scored.score);
        const radios = event.currentTarget.querySelectorAll<HTMLElement>("[role=radio]");
        radios[scored.score - 1]?.focus();
      }}
      className="inline-flex rounded border border-line-2 bg-sunken p-0.5"
    >
      {SCORES.map(({ score, word }) => (
        <Radio.Root
          key={score}
          value={String(score)}
          aria-label={`${score} ${word}`}
          className="inline-flex h-6 items-center gap-1 rounded-sm px-2 text-sm text-ink-2 data-[checked]:bg-accent data-[checked]:font-medium data-[checked]:text-accent-ink"
        >
          <span className="tabular-nums">{score}</span>
          {word}
        </Radio.Root>
      ))}
    </RadioGroup>
  );
}
