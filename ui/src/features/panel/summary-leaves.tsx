import { useQuery } from "@tanstack/react-query";
import { AuditContent } from "@/components/assistant/audit-content";
import { Departures } from "@/components/assistant/departures";
import { Button } from "@/components/ui/button";
import { Dialog, DialogFoot } from "@/components/ui/dialog";
import type { Departure, SummaryAsk, SummaryWriting } from "@/ipc/bindings";
import { call, type CommandFailure } from "@/ipc/call";
import { number } from "@/lib/count";
import { useGo } from "@/lib/navigation";
import { instant } from "@/lib/time";

/** What would leave this machine for a summary. */
export function SummaryLeaves({ ask }: { ask: SummaryAsk }) {
  const { data, error } = useQuery<Departure, CommandFailure>({
    queryKey: ["summary_preview", ask],
    queryFn: () => call("summary_preview", ask),
    // Looked at again it is worked out again: what it reads may have changed.
    gcTime: 0,
    staleTime: 0,
  });
  return (
    <div role="group" aria-label="What leaves" className="max-h-[45vh] min-h-6 overflow-y-auto">
      {error ? (
        <p role="alert" className="text-sm text-danger">
          {`What would leave cannot be shown: ${error.message}`}
        </p>
      ) : data ? (
        <Departures departures={[data]} left={false} opened />
      ) : (
        <p role="status" className="flex min-h-6 items-center text-sm text-ink-3">
          Working out what would leave…
        </p>
      )}
    </div>
  );
}

type LeftProps = { written: SummaryWriting; onClose: () => void };

/** What left this machine for the last writing, as the log keeps it. */
export function SummaryLeft({ written: { host, model, at, audit }, onClose }: LeftProps) {
  const go = useGo();
  return (
    <Dialog open onClose={onClose} title="What left for this summary">
      <div className="flex flex-col gap-2 p-4">
        <p className="text-sm text-ink-3">
          Row {number(audit)} of the audit log, to {host}, model {model}, {instant(at)}
        </p>
        <AuditContent seq={audit} />
        <DialogFoot>
          <Button
            onClick={() => {
              onClose();
              go.settings("audit");
            }}
          >
            Open the audit log
          </Button>
          <Button variant="primary" onClick={onClose}>
            Close
          </Button>
        </DialogFoot>
      </div>
    </Dialog>
  );
}
