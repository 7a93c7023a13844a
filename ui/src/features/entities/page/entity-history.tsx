import { ActorName } from "@/components/entity/actor-name";
import { When } from "@/components/entity/when";
import { Notice } from "@/components/ui/notice";
import type { Change, EntityDetail, KindDef, Value } from "@/ipc/bindings";
import { useCommand } from "@/ipc/use-command";
import { localDay } from "@/lib/time";
import { useNow } from "@/lib/use-now";
import { valueText, type ValueContext } from "@/lib/values";
import { fieldOf, useWorkspace } from "@/lib/workspace";

/** Every change of the entity, newest first: what, by whom, when. */
export function EntityHistory({ detail, def }: { detail: EntityDetail; def: KindDef }) {
  const workspace = useWorkspace();
  const now = useNow();
  const { data, error } = useCommand("entity_history", { entity: detail.entity.id });
  if (error) {
    return (
      <Notice tone="danger" title="The history cannot be read">
        {error.message}
      </Notice>
    );
  }
  if (!data) return null;
  const context: ValueContext = { workspace, titles: detail.titles, now, today: localDay(now) };
  return (
    <ol className="flex flex-col">
      {bySet(data.changes).map((changes) => {
        const [first] = changes;
        return (
          <li key={first.seq} className="grid grid-cols-[1fr_auto] gap-x-3 border-b py-2 last:border-b-0">
            <div className="flex min-w-0 flex-col gap-0.5">
              {changes.map((change) => (
                <p key={change.seq} className="selectable break-words">
                  <What change={change} def={def} context={context} />
                </p>
              ))}
            </div>
            <p className="text-right text-sm whitespace-nowrap text-ink-3">
              <ActorName actor={first.actor} /> · <When at={first.at} />
            </p>
          </li>
        );
      })}
    </ol>
  );
}

const ACTS: Partial<Record<Change["op"], string>> = {
  create: "Created",
  trash: "Moved to the trash",
  restore: "Restored from the trash",
  erase: "Deleted for good",
};

function What({ change, def, context }: { change: Change; def: KindDef; context: ValueContext }) {
  const act = ACTS[change.op];
  if (act) return act;
  if (change.op === "archive") return change.new === true ? "Archived" : "Taken out of the archive";
  if (change.op === "attach") {
    const what = (change.field ?? "attachment").replaceAll("_", " ");
    const verb = change.old === null ? "Added a" : change.new === null ? "Removed a" : "Changed a";
    return `${verb} ${what}`;
  }
  const field = change.field === null ? undefined : fieldOf(def, change.field);
  const say = (value: unknown) => {
    if (value === null || value === undefined) return <span className="text-ink-3">nothing</span>;
    const text = field ? valueText(def, field, value as Value, context) : String(value);
    return text.length > 160 ? `${text.slice(0, 160)}…` : text;
  };
  return (
    <>
      <span className="text-ink-3">{field?.label ?? change.field}: </span>
      <span className="text-ink-3 line-through decoration-line-2">{say(change.old)}</span>
      <span className="text-ink-3"> → </span>
      {say(change.new)}
    </>
  );
}

/** Changes that were written together, together. */
function bySet(changes: readonly Change[]): [Change, ...Change[]][] {
  const sets: [Change, ...Change[]][] = [];
  for (const change of changes) {
    const last = sets.at(-1);
    if (last && last[0].change_set === change.change_set) last.push(change);
    else sets.push([change]);
  }
  return sets;
}
