import { X } from "lucide-react";
import { useState } from "react";
import { ReviewButton } from "@/components/assistant/confirmation-card";
import { PlainText } from "@/components/plain-text/plain-text";
import { Button, IconButton } from "@/components/ui/button";
import { Menu, MenuAction, MenuHeading } from "@/components/ui/menu";
import { Tooltip } from "@/components/ui/tooltip";
import { say, sayProblem } from "@/components/ui/toaster";
import type { Entity, Suggested } from "@/ipc/bindings";
import { call } from "@/ipc/call";
import { useMayWrite } from "@/lib/may-write";
import { EvidenceLine } from "./evidence-line";
import { REASONS, useDismiss } from "./use-dismiss";

type Props = { entity: Entity; suggested: Suggested };

/** Something to do, why, and the button that brings the confirmation up. */
export function SuggestionCard({ entity, suggested }: Props) {
  const mayWrite = useMayWrite();
  const dismiss = useDismiss(entity);
  const [busy, setBusy] = useState(false);
  const { title, reason, evidence, waits, rule, basis } = suggested;

  async function run() {
    setBusy(true);
    try {
      const { message } = await call("suggestion_run", { entity: entity.id, rule, basis });
      if (message !== null) say(message);
    } catch (error) {
      sayProblem(error);
    } finally {
      setBusy(false);
    }
  }

  const whyNot = mayWrite ? undefined : "Your role may read here and not write";
  return (
    <div
      role="group"
      aria-label={title}
      className="flex flex-col gap-1 rounded-md border border-line-2 bg-raised px-2.5 py-2"
    >
      <div className="flex items-start gap-1">
        <p className="selectable min-w-0 flex-1 pt-px font-medium break-words">
          <PlainText text={title} />
        </p>
        {mayWrite && (
          <Menu
            align="end"
            trigger={
              <IconButton small label={`Dismiss: ${title}`}>
                <X size={13} />
              </IconButton>
            }
          >
            <MenuHeading>Why not?</MenuHeading>
            {REASONS.map((why) => (
              <MenuAction key={why} onSelect={() => void dismiss(suggested, why)}>
                {why}
              </MenuAction>
            ))}
          </Menu>
        )}
      </div>
      <p className="selectable text-sm break-words text-ink-2">
        <PlainText text={reason} />
      </p>
      <EvidenceLine entity={entity} evidence={evidence} />
      <div className="mt-1 flex items-center gap-2">
        {waits ? (
          <>
            <ReviewButton card={waits} />
            <span className="text-sm text-warn">Waits for your answer</span>
          </>
        ) : (
          <Tooltip label={whyNot ?? "Shows what it would do; nothing is done before you say yes"}>
            <Button
              aria-label={`Do it: ${title}`}
              aria-disabled={whyNot !== undefined || busy}
              onClick={() => (whyNot !== undefined ? say(whyNot) : busy || void run())}
            >
              Do it…
            </Button>
          </Tooltip>
        )}
      </div>
    </div>
  );
}
