import { ArrowLeft } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Empty } from "@/components/ui/notice";
import type { Entity, FieldDef } from "@/ipc/bindings";
import { useCommand } from "@/ipc/use-command";
import { useGo } from "@/lib/navigation";
import { takeFreeFocus } from "@/lib/use-return-focus";
import { isGuarded, titleKeys, useWorkspace } from "@/lib/workspace";
import { Activity } from "./activity/activity";
import { EditableField } from "./editable-field";
import { EntityActions } from "./entity-actions";
import { EntityHeader } from "./entity-header";
import { EntityFiles } from "../files/entity-files";
import { EntityLinks } from "./entity-links";
import { recurrenceWords } from "./recurrence";
import { ReminderMenu } from "./reminder-menu";
import { ScorecardSummary } from "./scorecard/scorecard-summary";
import { SubTasks } from "./sub-tasks";

/** An entity's page: what it is, every field editable where it stands, its timeline, links and history. */
export function EntityPage({ reference }: { reference: string }) {
  const go = useGo();
  const workspace = useWorkspace();
  const { data, error, refetch } = useCommand("entity_get", { entity: reference });
  if (error) {
    const gone = error.code === "not_found";
    return (
      <Empty
        title={gone ? `There is no ${reference}` : `${reference} cannot be shown`}
        actions={
          <>
            <Button icon={<ArrowLeft size={14} />} onClick={() => go.back()}>
              Back
            </Button>
            {!gone && <Button onClick={() => void refetch()}>Try again</Button>}
          </>
        }
      >
        {error.message}
      </Empty>
    );
  }
  if (!data) return <Skeleton />;
  const { entity, titles } = data;
  const def = workspace.kind(entity.kind);
  const inHeader = new Set([
    "stage",
    ...(titleKeys(def).length === 1 ? titleKeys(def) : []),
    // How the targets stand is said in the header, in time that is left.
    ...(entity.kind === "ticket" ? ["first_response_due", "first_responded_at"] : []),
  ]);
  const fields = def.fields.filter(({ key }) => !inHeader.has(key));
  const long = fields.filter((field) => field.ty.type === "long_text" && !isGuarded(field));
  const short = fields.filter((field) => !long.includes(field));
  const open = short.filter((field) => !isGuarded(field));
  const guarded = short.filter(isGuarded);
  return (
    <article
      ref={takeFreeFocus}
      tabIndex={-1}
      aria-label={`${reference} ${entity.title}`}
      className="@container flex min-h-0 flex-1 flex-col outline-none"
    >
      <EntityActions entity={entity} def={def} />
      <EntityHeader detail={data} def={def} />
      <div className="flex min-h-0 flex-1 flex-col overflow-y-auto @3xl:flex-row @3xl:overflow-hidden">
        <div className="flex min-w-0 flex-col gap-4 p-5 @3xl:flex-1 @3xl:overflow-y-auto">
          {entity.kind === "candidate" && <ScorecardSummary timeline={data.timeline} />}
          {long.map((field) => (
            <EditableField key={field.key} entity={entity} def={def} field={field} titles={titles} stacked />
          ))}
          {entity.kind === "task" && <SubTasks entity={entity} />}
          <Activity detail={data} def={def} />
        </div>
        <aside
          aria-label="Fields and links"
          className="flex shrink-0 flex-col gap-5 border-t p-5 @3xl:w-[340px] @3xl:overflow-y-auto @3xl:border-t-0 @3xl:border-l"
        >
          <section className="flex flex-col gap-0.5">
            {open.map((field) => (
              <EditableField
                key={field.key}
                entity={entity}
                def={def}
                field={field}
                titles={titles}
                {...(isReminder(entity, field) && { beside: <ReminderMenu entity={entity} /> })}
                {...(isRecurrence(entity, field) && { note: recurrenceWords(entity, field) })}
              />
            ))}
          </section>
          <EntityLinks detail={data} />
          <EntityFiles entity={entity} />
          {guarded.length > 0 && (
            <details>
              <summary className="mb-1 rounded text-sm font-semibold text-ink-3">Restricted</summary>
              <p className="mb-2 text-sm text-ink-3">Never searched, never sent anywhere.</p>
              <div className="flex flex-col gap-0.5">
                {guarded.map((field) => (
                  <EditableField key={field.key} entity={entity} def={def} field={field} titles={titles} />
                ))}
              </div>
            </details>
          )}
        </aside>
      </div>
    </article>
  );
}

function isReminder({ kind, deleted_at }: Entity, { key }: FieldDef): boolean {
  return kind === "task" && key === "remind_at" && deleted_at === null;
}

function isRecurrence({ kind }: Entity, { key }: FieldDef): boolean {
  return kind === "task" && key === "recurrence";
}

/** Keeps the page's shape for the moment before its data. */
function Skeleton() {
  return (
    <div aria-busy className="flex flex-1 flex-col">
      <span className="sr-only" role="status">
        Loading
      </span>
      <div className="h-[104px] border-b" />
    </div>
  );
}
