import { FieldValue } from "@/components/entity/field-value";
import { timelineLook } from "@/components/entity/timeline-look";
import { When } from "@/components/entity/when";
import type { Entity, Evidence } from "@/ipc/bindings";
import { useGo } from "@/lib/navigation";
import { fieldOf, stageOf, useWorkspace } from "@/lib/workspace";

type Props = { entity: Entity; evidence: Evidence[] };

/** What a suggestion rests on: fields, entries of the timeline, other entities. */
export function EvidenceLine({ entity, evidence }: Props) {
  return (
    <ul aria-label="It rests on" className="flex flex-wrap items-center gap-1 text-xs text-ink-3">
      {evidence.map((each) => (
        <li key={keyOf(each)} className="inline-flex max-w-full">
          <Piece entity={entity} evidence={each} />
        </li>
      ))}
    </ul>
  );
}

function keyOf(evidence: Evidence): string {
  switch (evidence.what) {
    case "field":
      return `field ${evidence.key}`;
    case "entry":
    case "entity":
      return `${evidence.what} ${evidence.id}`;
    default:
      return evidence.what;
  }
}

const CHIP = "inline-flex h-5 min-w-0 items-center gap-1 rounded-sm bg-sunken px-1.5";

function Piece({ entity, evidence }: { entity: Entity; evidence: Evidence }) {
  const workspace = useWorkspace();
  const go = useGo();
  const def = workspace.kind(entity.kind);
  switch (evidence.what) {
    case "field": {
      const field = fieldOf(def, evidence.key);
      if (!field) return null;
      return (
        <span className={CHIP}>
          <span className="shrink-0">{field.label}:</span>
          <span className="min-w-0 truncate text-ink-2">
            {evidence.value === null ? (
              "nothing"
            ) : (
              <FieldValue
                def={def}
                field={field}
                value={evidence.value}
                titles={[]}
                stage={entity.fields["stage"]}
                line
              />
            )}
          </span>
        </span>
      );
    }
    case "stage":
      return (
        <span className={CHIP}>
          <span className="shrink-0">{def.pipeline}:</span>
          <span className="truncate text-ink-2">{stageOf(def, evidence.stage)?.label ?? evidence.stage}</span>
          {evidence.since !== null && (
            <span className="shrink-0">
              since <When at={evidence.since} />
            </span>
          )}
        </span>
      );
    case "entry": {
      const { Icon, label } = timelineLook(evidence.entry);
      return (
        <span className={CHIP}>
          <Icon size={11} aria-hidden />
          <span className="truncate">
            {label} <When at={evidence.at} />
          </span>
        </span>
      );
    }
    case "made":
      return (
        <span className={CHIP}>
          <span className="truncate">
            Made <When at={evidence.at} />
          </span>
        </span>
      );
    case "entity":
      return (
        <button
          type="button"
          title={evidence.title}
          onClick={() => go.entity(evidence.reference)}
          className={`${CHIP} hover:bg-hover hover:text-ink`}
        >
          <span className="shrink-0 text-ink-2 tabular-nums">{evidence.reference}</span>
          <span className="truncate">{evidence.because}</span>
        </button>
      );
  }
}
