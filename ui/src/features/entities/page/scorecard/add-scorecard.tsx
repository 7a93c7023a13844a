import { ClipboardCheck } from "lucide-react";
import { useState } from "react";
import { keysOf } from "@/app/actions/catalogue";
import { useAction } from "@/app/actions/registry";
import { Button } from "@/components/ui/button";
import type { Entity } from "@/ipc/bindings";
import { useDraftText } from "@/lib/draft-texts";
import { keyText } from "@/lib/keys";
import { ScorecardDialog } from "./scorecard-dialog";

/** The way to a scorecard of this candidate: a button, a key and a command. */
export function AddScorecard({ entity }: { entity: Entity }) {
  const [open, setOpen] = useState(false);
  const [begun] = useDraftText(`scorecard:${entity.id}`);
  useAction("entity.scorecard", () => setOpen(true));
  const keys = keysOf("entity.scorecard");
  return (
    <>
      <Button
        icon={<ClipboardCheck size={13} className="text-ink-3" />}
        title={keys && `Add a scorecard (${keyText(keys)})`}
        onClick={() => setOpen(true)}
      >
        Add scorecard
        {begun !== "" && <span className="text-xs font-normal text-ink-3">draft</span>}
      </Button>
      {open && <ScorecardDialog entity={entity} onClose={() => setOpen(false)} />}
    </>
  );
}
