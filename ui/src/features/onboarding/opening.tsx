import { sentence } from "@/lib/sentence";
import { Spinner } from "@/components/ui/spinner";

/** A workspace is being opened or made: says which step, and keeps still. */
export function Opening({ step }: { step: string }) {
  return (
    <main className="flex h-full items-center justify-center bg-side">
      <p role="status" className="flex items-center gap-2.5 text-ink-2">
        <Spinner size={16} />
        {sentence(step)}…
      </p>
    </main>
  );
}
