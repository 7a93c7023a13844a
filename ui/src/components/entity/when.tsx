import { instant, since } from "@/lib/time";
import { useNow } from "@/lib/use-now";

/** An instant beside now, in full on hover. */
export function When({ at, className }: { at: number; className?: string }) {
  const now = useNow();
  return (
    <time dateTime={new Date(at).toISOString()} title={instant(at)} className={className}>
      {since(at, now)}
    </time>
  );
}
