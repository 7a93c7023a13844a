import { Mail } from "lucide-react";
import { useRef } from "react";
import { useAction } from "@/app/actions/registry";
import { Button } from "@/components/ui/button";
import { say } from "@/components/ui/toaster";
import type { EntityDetail, Kind } from "@/ipc/bindings";
import { recipientNames } from "@/lib/emails";
import { useStore } from "@/lib/store";
import { useFocusPageOnLeave } from "@/lib/use-return-focus";
import { composing } from "@/lib/window-state";
import { EmailComposer } from "./email-composer";
import { clearEmailDraft, keepEmailDraft, useBegunEmail, type EmailDraft } from "./email-draft";

/** The kinds that emails are written on: all that have people behind them. */
export function hasEmail(kind: Kind): boolean {
  return kind !== "task";
}

/** The composer while an email is written, and the way back to one that was begun. */
export function EmailPanel({ detail }: { detail: EntityDetail }) {
  const { entity } = detail;
  const open = useStore(composing) === entity.id;
  const begun = useBegunEmail(entity.id);
  const writable = hasEmail(entity.kind) && entity.deleted_at === null;
  useAction(
    "entity.email",
    () => {
      // Asked for again: as if from the start, so that the focus comes back to it.
      composing.set(null);
      setTimeout(() => composing.set(entity.id), 0);
    },
    writable,
  );
  if (!writable) return null;
  if (open)
    return (
      <EmailComposer
        key={entity.id}
        detail={detail}
        onClose={() => {
          composing.set(null);
          document
            .querySelector<HTMLElement>(`article[aria-label^="${entity.reference} "]`)
            ?.focus({ preventScroll: true });
        }}
      />
    );
  return begun ? <Begun entity={entity.id} begun={begun} /> : null;
}

/** The way back to an email that was begun. */
function Begun({ entity, begun }: { entity: string; begun: EmailDraft }) {
  const box = useRef<HTMLDivElement>(null);
  useFocusPageOnLeave(box);
  return (
    <div
      ref={box}
      className="flex items-center gap-2 rounded-md border border-dashed border-line-2 py-1.5 pr-1.5 pl-3"
    >
      <Mail size={13} className="shrink-0 text-ink-3" aria-hidden />
      <p className="min-w-0 flex-1 truncate">
        <span className="text-ink-3">Email draft to {recipientNames(begun.to)}: </span>
        {begun.subject || begun.body || "No subject"}
      </p>
      <Button
        variant="quiet"
        onClick={() => {
          clearEmailDraft(entity);
          say("threw the email draft away", { label: "Undo", run: () => keepEmailDraft(entity, begun) });
        }}
      >
        Discard
      </Button>
      <Button onClick={() => composing.set(entity)}>Go on</Button>
    </div>
  );
}
