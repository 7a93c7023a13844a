import { LoaderCircle } from "lucide-react";

/** Says that something is being worked on; the words beside it say what. */
export function Spinner({ size = 14 }: { size?: number }) {
  return <LoaderCircle size={size} className="spin shrink-0 text-ink-3" aria-hidden />;
}
