import { useEffect, useState } from "react";
import type { ConfirmationEdits, ConfirmationView } from "@/ipc/bindings";
import type { CommandFailure } from "@/ipc/call";
import { useCommand } from "@/ipc/use-command";
import { editsOf, type Draft } from "./edits";

/** How long typing has to rest before the core is asked what it would do. */
const REST_MS = 500;

const NO_EDITS: ConfirmationEdits = { set: {}, drop: [] };

export type Look = {
  /** As it was asked. */
  first: ConfirmationView | undefined;
  /** As it would be carried out: what approving means. The last one that could be, while an edit cannot. */
  now: ConfirmationView | undefined;
  /** The edits that `now` is of. */
  edits: ConfirmationEdits;
  /** Whether `now` is of what is typed at this moment. */
  settled: boolean;
  /** Why what is typed cannot be done. */
  problem: CommandFailure | undefined;
  error: CommandFailure | undefined;
  again: () => void;
};

/** Looks at a confirmation, and again with each edit, whose digest is another one. */
export function useLook(id: string, draft: Draft): Look {
  const first = useCommand("confirmation_look", { id, edits: NO_EDITS });
  const wanted = first.data ? editsOf(first.data, draft) : NO_EDITS;
  const key = JSON.stringify(wanted);
  const [rested, setRested] = useState({ key, edits: wanted });
  useEffect(() => {
    if (rested.key === key) return;
    const timer = setTimeout(() => setRested({ key, edits: wanted }), REST_MS);
    return () => clearTimeout(timer);
    // The key says all that is in the edits.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [key, rested.key]);

  const look = useCommand("confirmation_look", { id, edits: rested.edits });
  const [good, setGood] = useState<{ view: ConfirmationView; edits: ConfirmationEdits }>();
  if (look.data && look.data !== good?.view) setGood({ view: look.data, edits: rested.edits });

  return {
    first: first.data,
    now: look.data ?? good?.view,
    edits: look.data ? rested.edits : (good?.edits ?? NO_EDITS),
    settled: rested.key === key && look.data !== undefined && !look.isFetching,
    problem: look.error && !first.error ? look.error : undefined,
    error: first.error ?? undefined,
    again: () => {
      void first.refetch();
      void look.refetch();
    },
  };
}
