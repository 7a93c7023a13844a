import { CircleCheck } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { Spinner } from "@/components/ui/spinner";
import { sayProblem } from "@/components/ui/toaster";
import type { AuditVerified } from "@/ipc/bindings";
import { call } from "@/ipc/call";
import { count, number } from "@/lib/count";
import { sentence } from "@/lib/sentence";

/** Reads the whole log again, row by row, and says whether each is as it was written. */
export function ChainCheck() {
  const [found, setFound] = useState<AuditVerified | "running">();
  async function check() {
    if (found === "running") return;
    setFound("running");
    try {
      setFound(await call("audit_verify", {}));
    } catch (error) {
      setFound(undefined);
      sayProblem(error);
    }
  }
  const running = found === "running";
  return (
    <div className="flex flex-col gap-2">
      <div className="flex flex-wrap items-center gap-2">
        <Button aria-disabled={running} onClick={() => void check()}>
          {running && <Spinner size={13} />}
          Check the chain
        </Button>
        <p className="min-w-0 flex-1 text-sm text-ink-3">
          Each row is sealed with the one before it, so a row that was changed or taken out shows.
        </p>
      </div>
      <div aria-live="polite">
        {found !== undefined && !running && found.broken_at === null && (
          <p className="selectable flex items-start gap-2 rounded-md border px-3 py-2">
            <CircleCheck size={15} className="mt-0.5 shrink-0 text-good" aria-hidden />
            <span className="min-w-0 break-words">
              <span className="font-medium">The log is as it was written: {count(found.rows, "row")}. </span>
              <span className="text-ink-2">{sentence(found.message)}</span>
            </span>
          </p>
        )}
        {found !== undefined && !running && found.broken_at !== null && (
          <Notice tone="danger" title={`The log was changed at row ${number(found.broken_at)}`}>
            {found.message}
          </Notice>
        )}
      </div>
    </div>
  );
}
