import { useState } from "react";
import { PlainText } from "@/components/plain-text/plain-text";
import { Button } from "@/components/ui/button";
import type { ShownChange } from "@/ipc/bindings";
import { count, number } from "@/lib/count";
import { cx } from "@/lib/cx";
import { sentence } from "@/lib/sentence";
import { isNothing, ShownValue } from "./shown-value";
import { wordDiff } from "./word-diff";

/** Entities shown before one asks for the others. */
const FIRST = 20;

const OPS: Record<ShownChange["op"], string> = {
  create: "is created",
  update: "",
  archive: "",
  trash: "goes to the trash",
  restore: "comes back from the trash",
  erase: "is deleted for good",
  attach: "",
};

/** What would change, entity by entity, field by field. */
export function ShownChanges({ changes }: { changes: readonly ShownChange[] }) {
  const [all, setAll] = useState(false);
  const entities = byEntity(changes);
  if (entities.length === 0)
    return <p className="text-ink-2">No field changes. What is done is named above.</p>;
  const shown = all ? entities : entities.slice(0, FIRST);
  return (
    <div className="flex flex-col gap-2">
      {shown.map((entity) => (
        <EntityChanges key={entity[0]?.reference} changes={entity} />
      ))}
      {shown.length < entities.length && (
        <div>
          <Button onClick={() => setAll(true)}>
            Show all {number(entities.length)}: {count(entities.length - shown.length, "more", "more")}
          </Button>
        </div>
      )}
    </div>
  );
}

function EntityChanges({ changes }: { changes: readonly ShownChange[] }) {
  const [first] = changes;
  if (!first) return null;
  const acts = changes.filter((change) => OPS[change.op] !== "");
  // One that is being made may yet get another reference.
  const made = changes.some(({ op }) => op === "create");
  const takes = changes.some(({ op }) => op === "trash" || op === "erase");
  return (
    <section
      aria-label={made ? first.title : `${first.reference} ${first.title}`}
      className="selectable overflow-hidden rounded-md border"
    >
      <h3
        className={cx("flex flex-wrap gap-x-2 border-b px-3 py-1.5", takes ? "bg-danger-wash" : "bg-sunken")}
      >
        {!made && <span className="text-ink-3 tabular-nums">{first.reference}</span>}
        <PlainText text={first.title} className="font-medium" />
        {acts.map(({ op }, at) => (
          <span key={at} className={takes ? "font-medium text-danger" : "text-ink-2"}>
            {OPS[op]}
          </span>
        ))}
      </h3>
      <div className="divide-y">
        {changes
          .filter((change) => !(OPS[change.op] !== "" && change.op !== "create"))
          .map((change, at) => (
            <Change key={at} change={change} />
          ))}
      </div>
    </section>
  );
}

function Change({ change }: { change: ShownChange }) {
  const label = change.label ?? (change.field ?? "").replaceAll("_", " ");
  if (change.op === "create") {
    return (
      <div className="px-3 py-1.5">
        <ShownValue value={change.new} />
      </div>
    );
  }
  return (
    <div
      className={cx(
        "grid grid-cols-[minmax(88px,132px)_1fr] gap-x-3 px-3 py-1.5",
        change.follows && "bg-side text-ink-3",
      )}
    >
      <span className="text-ink-3">
        <PlainText text={change.op === "archive" ? "Archived" : sentence(label)} />
      </span>
      <div className="min-w-0">
        {change.op === "attach" ? <Attached change={change} /> : <OldAndNew change={change} />}
        {change.follows && <p className="text-sm">follows by the workspace’s rules</p>}
      </div>
    </div>
  );
}

function Attached({ change: { old, new: now } }: { change: ShownChange }) {
  if (isNothing(old)) {
    return (
      <>
        <span className="text-ink-2">added: </span>
        <ShownValue value={now} />
      </>
    );
  }
  if (isNothing(now)) {
    return (
      <>
        <span className="text-danger">removed: </span>
        <ShownValue value={old} />
      </>
    );
  }
  return <OldAndNew change={{ old, new: now }} />;
}

/** Texts longer than this are compared by words. */
const LONG = 80;

function OldAndNew({ change: { old, new: now } }: { change: Pick<ShownChange, "old" | "new"> }) {
  if (typeof old === "string" && typeof now === "string" && Math.max(old.length, now.length) > LONG)
    return <Words before={old} after={now} />;
  return (
    <div className="flex flex-wrap items-baseline gap-x-2">
      <span className="sr-only">before: </span>
      <div className={cx("min-w-0 text-ink-3", !isNothing(old) && "line-through decoration-line-2")}>
        <ShownValue value={old} />
      </div>
      <span aria-hidden className="text-ink-3">
        →
      </span>
      <span className="sr-only">, after: </span>
      <div className="min-w-0 font-medium">
        <ShownValue value={now} />
      </div>
    </div>
  );
}

function Words({ before, after }: { before: string; after: string }) {
  return (
    <p>
      {wordDiff(before, after).map(({ text, change }, at) =>
        change === "same" ? (
          <PlainText key={at} text={text} />
        ) : change === "gone" ? (
          <del key={at} className="bg-danger-wash text-ink-2 decoration-danger">
            <PlainText text={text} />
          </del>
        ) : (
          <ins key={at} className="bg-accent-wash font-medium decoration-accent">
            <PlainText text={text} />
          </ins>
        ),
      )}
    </p>
  );
}

/** The changes of each entity together, in the order in which each first comes. */
function byEntity(changes: readonly ShownChange[]): ShownChange[][] {
  const found = new Map<string, ShownChange[]>();
  for (const change of changes) {
    const known = found.get(change.reference);
    if (known) known.push(change);
    else found.set(change.reference, [change]);
  }
  return [...found.values()];
}
