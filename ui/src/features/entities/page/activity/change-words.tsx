import type { Change, KindDef, Value } from "@/ipc/bindings";
import { valueText, type ValueContext } from "@/lib/values";
import { fieldOf } from "@/lib/workspace";

const ACTS: Partial<Record<Change["op"], string>> = {
  create: "Created",
  trash: "Moved to the trash",
  restore: "Restored from the trash",
  erase: "Deleted for good",
};

type Props = { change: Change; def: KindDef; context: ValueContext };

/** A change in words: which field, what it was, what it is. */
export function ChangeWords({ change, def, context }: Props) {
  const act = ACTS[change.op];
  if (act) return act;
  if (change.op === "archive") return change.new === true ? "Archived" : "Taken out of the archive";
  if (change.op === "attach") {
    const what = (change.field ?? "attachment").replaceAll("_", " ");
    const verb = change.old === null ? "Added a" : change.new === null ? "Removed a" : "Changed a";
    return `${verb} ${what}`;
  }
  const label = change.field === null ? "" : (fieldOf(def, change.field)?.label ?? change.field);
  return (
    <>
      <span className="text-ink-3">{label}: </span>
      <OldAndNew change={change} def={def} context={context} />
    </>
  );
}

/** What it was → what it is. */
export function OldAndNew({ change, def, context }: Props) {
  const field = change.field === null ? undefined : fieldOf(def, change.field);
  const words = (value: unknown) => {
    if (value === null || value === undefined) return <span className="text-ink-3">nothing</span>;
    const text = field ? valueText(def, field, value as Value, context) : String(value);
    return text.length > 160 ? `${text.slice(0, 160)}…` : text;
  };
  return (
    <>
      <span className="text-ink-3 line-through decoration-line-2">
        <span className="sr-only">before: </span>
        {words(change.old)}
      </span>
      <span aria-hidden className="text-ink-3">
        {" → "}
      </span>
      <span className="sr-only">, now: </span>
      {words(change.new)}
    </>
  );
}
