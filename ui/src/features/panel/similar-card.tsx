import { Unlink } from "lucide-react";
import { KindIcon } from "@/components/entity/kind-icon";
import { StagePill } from "@/components/entity/stage-pill";
import { PlainText } from "@/components/plain-text/plain-text";
import { IconButton } from "@/components/ui/button";
import type { Entity, SimilarRecord } from "@/ipc/bindings";
import { useGo } from "@/lib/navigation";
import { useWorkspace } from "@/lib/workspace";
import { useMayWrite } from "@/lib/may-write";
import { useNotTheSame } from "./use-not-the-same";

type Props = { entity: Entity; record: SimilarRecord };

/** Something that is like the entity, with why. */
export function SimilarCard({ entity, record }: Props) {
  const workspace = useWorkspace();
  const go = useGo();
  const mayWrite = useMayWrite();
  const notTheSame = useNotTheSame();
  const def = workspace.kind(record.kind);
  const { nearness, shared, sentences } = record;
  return (
    <div
      role="group"
      aria-label={`${record.reference} ${record.title}`}
      className="flex flex-col gap-1 rounded-md border border-line-2 bg-raised px-2.5 py-2 text-sm"
    >
      <div className="flex items-center gap-1.5">
        <KindIcon kind={record.kind} size={13} label={def.singular} />
        <button
          type="button"
          onClick={() => go.entity(record.reference)}
          className="flex min-w-0 flex-1 items-baseline gap-1.5 rounded-sm text-left hover:underline"
        >
          <span className="shrink-0 text-ink-3 tabular-nums">{record.reference}</span>
          <span className="min-w-0 truncate font-medium text-ink" title={record.title}>
            {record.title}
          </span>
        </button>
        {mayWrite && (
          <IconButton
            small
            label={`Not the same: ${record.reference}`}
            onClick={() => void notTheSame(entity, record)}
          >
            <Unlink size={12} />
          </IconButton>
        )}
      </div>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-0.5 text-ink-3">
        <StagePill def={def} stage={record.stage ?? undefined} />
        {nearness !== null && (
          <span
            title="How near the two texts are by meaning: the cosine of their vectors"
            className="tabular-nums"
          >
            {nearnessWord(nearness)} · {nearness.toFixed(2)}
          </span>
        )}
      </div>
      {shared.length > 0 && (
        <ul aria-label="Both have" className="flex flex-wrap gap-1 text-xs text-ink-3">
          {shared.map(({ label, value }) => (
            <li
              key={label}
              className="inline-flex h-5 max-w-full items-center gap-1 rounded-sm bg-sunken px-1.5"
            >
              <span className="shrink-0">{label}:</span>
              <span className="truncate text-ink-2">{value}</span>
            </li>
          ))}
        </ul>
      )}
      {sentences && (
        <blockquote className="selectable flex flex-col gap-0.5 border-l border-line-2 pl-2 text-ink-2">
          <p className="line-clamp-2" title={`Here: ${sentences.here}`}>
            <span className="text-ink-3">Here: </span>
            <PlainText text={sentences.here} />
          </p>
          <p className="line-clamp-2" title={`There: ${sentences.there}`}>
            <span className="text-ink-3">There: </span>
            <PlainText text={sentences.there} />
          </p>
        </blockquote>
      )}
    </div>
  );
}

/** What a cosine of two texts says. */
function nearnessWord(nearness: number): string {
  if (nearness >= 0.85) return "Almost the same text";
  if (nearness >= 0.7) return "Very near";
  if (nearness >= 0.6) return "Near";
  return "Somewhat near";
}
