import { Square } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Spinner } from "@/components/ui/spinner";
import { sentence } from "@/lib/sentence";

type Props = {
  /** What is being done at this moment; before anything is known, empty. */
  step: string;
  /** Whether the person stopped it and the core has not yet said that it ended. */
  stopping: boolean;
  onStop: () => void;
  /** What is stopped, where the place alone does not say it. */
  stops?: string;
  /** The key that stops it too. */
  shortcut?: string;
};

/** What the model is at, with the way to stop it. */
export function RunningLine({ step, stopping, onStop, stops, shortcut }: Props) {
  return (
    <div className="flex min-h-7 items-center gap-2 text-sm text-ink-3">
      <Spinner size={12} />
      <span className="min-w-0 flex-1 break-words">
        {sentence(stopping ? "stopping" : step || "starting")}
      </span>
      <Button
        variant="quiet"
        aria-label={stops && `Stop ${stops}`}
        aria-keyshortcuts={shortcut}
        icon={<Square size={11} fill="currentColor" aria-hidden />}
        disabled={stopping}
        onClick={onStop}
      >
        Stop
      </Button>
    </div>
  );
}
