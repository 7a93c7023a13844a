import { Hourglass } from "lucide-react";
import { sayProblem } from "@/components/ui/toaster";
import { call } from "@/ipc/call";
import { useCommand } from "@/ipc/use-command";
import { number } from "@/lib/count";
import { cx } from "@/lib/cx";
import { keyText } from "@/lib/keys";
import { keysOf } from "../actions/catalogue";
import { SideCount } from "./side-count";
import { LABEL } from "./side-row";

/** Confirmations that wait for the person, oldest first, and the way to the window where they are answered. */
export function useWaiting() {
  const waiting = useCommand("confirmation_list", {}).data?.confirmations ?? [];
  const [oldest] = waiting;
  return {
    waiting: waiting.length,
    review: () => {
      if (oldest) void call("confirmation_show", { id: oldest.id }).catch(sayProblem);
    },
  };
}

/** What the assistant waits for, there only while it does. */
export function WaitingLink({ className }: { className: string }) {
  const { waiting, review } = useWaiting();
  if (waiting === 0) return null;
  return (
    <li>
      <button
        type="button"
        onClick={review}
        title={`Review what waits for you (${keyText(keysOf("confirmations.review") ?? "")})`}
        className={cx(className, "text-left text-ink-2")}
      >
        <Hourglass size={15} className="shrink-0 text-warn" aria-hidden />
        <span className={LABEL}>Waits for you</span>
        <SideCount tone="warn">
          <span className="sr-only">,</span> {number(waiting)}{" "}
          <span className="sr-only">{waiting === 1 ? "change" : "changes"}</span>
        </SideCount>
      </button>
    </li>
  );
}
