import { Ban, CircleCheck, CircleX, Clock, Hourglass, RefreshCw, type LucideIcon } from "lucide-react";
import type { Answered } from "@/ipc/bindings";

type Look = { label: string; Icon: LucideIcon; tone: string };

const LOOKS: Record<Answered, Look> = {
  pending: { label: "Waits for you", Icon: Hourglass, tone: "text-warn" },
  declined: { label: "Declined", Icon: Ban, tone: "text-ink-3" },
  expired: { label: "Expired", Icon: Clock, tone: "text-ink-3" },
  stale: { label: "Out of date", Icon: RefreshCw, tone: "text-warn" },
  failed: { label: "Failed", Icon: CircleX, tone: "text-danger" },
  executed: { label: "Done", Icon: CircleCheck, tone: "text-good" },
};

/** How a confirmation stands, as a sign and a word. */
export function answeredLook(state: Answered): Look {
  return LOOKS[state];
}
