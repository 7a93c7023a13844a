import { Progress } from "@base-ui/react/progress";

type Props = { label: string; done: number; total: number };

/** How far a piece of work is; without a total, that it goes on. */
export function ProgressBar({ label, done, total }: Props) {
  const value = total > 0 ? Math.min(100, Math.round((done / total) * 100)) : null;
  return (
    <Progress.Root value={value} aria-label={label} className="w-full">
      <Progress.Track className="h-1 overflow-hidden rounded-full bg-line">
        <Progress.Indicator className="h-full rounded-full bg-accent data-[indeterminate]:w-1/4 data-[indeterminate]:opacity-60" />
      </Progress.Track>
    </Progress.Root>
  );
}
