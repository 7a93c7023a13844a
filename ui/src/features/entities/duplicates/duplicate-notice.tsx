import { Copy } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import type { Duplicate, Entity } from "@/ipc/bindings";
import { useCommand } from "@/ipc/use-command";
import { useGo } from "@/lib/navigation";
import { MergeDialog } from "../merge/merge-dialog";
import { useNotTheSame } from "./use-not-the-same";
import { whyAlike } from "./why-alike";

/** A quiet line when an entity may be in the workspace twice; nothing otherwise. */
export function DuplicateNotice({ entity }: { entity: Entity }) {
  const go = useGo();
  const live = entity.deleted_at === null;
  const { data } = useCommand("entity_duplicates", { entity: entity.id }, { enabled: live });
  const notTheSame = useNotTheSame();
  const [comparing, setComparing] = useState<Duplicate>();
  const [first, ...rest] = live ? (data?.duplicates ?? []) : [];
  if (!first) return null;
  const { reference, title } = first.entity;
  return (
    <p role="note" className="flex min-w-0 items-center gap-1.5 text-sm text-ink-2">
      <Copy size={13} aria-hidden className="shrink-0 text-warn" />
      <span className="min-w-0 truncate" title={whyAlike(first.alike)}>
        May be the same as {reference} {title}
        {rest.length > 0 && ` and ${rest.length} more`}
      </span>
      <Button variant="quiet" aria-label={`Compare with ${reference}`} onClick={() => setComparing(first)}>
        Compare
      </Button>
      <Button
        variant="quiet"
        aria-label={`${entity.reference} and ${reference} are not the same`}
        onClick={(event) => {
          // The line goes or names another one; the keys of the page work on.
          const page = event.currentTarget.closest("article");
          void notTheSame(entity, first.entity).then((done) => done && page?.focus({ preventScroll: true }));
        }}
      >
        Not the same
      </Button>
      {comparing && (
        <MergeDialog
          left={entity}
          right={comparing.entity}
          alike={comparing.alike}
          onClose={() => setComparing(undefined)}
          onMerged={(kept) => {
            if (kept.id !== entity.id) go.entity(kept.reference, { replace: true });
          }}
        />
      )}
    </p>
  );
}
