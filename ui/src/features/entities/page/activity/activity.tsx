import { useState } from "react";
import { ActorName } from "@/components/entity/actor-name";
import { When } from "@/components/entity/when";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { Segmented } from "@/components/ui/segmented";
import type { Change, EntityDetail, KindDef } from "@/ipc/bindings";
import { useCommand } from "@/ipc/use-command";
import { number } from "@/lib/count";
import { localDay } from "@/lib/time";
import { useNow } from "@/lib/use-now";
import type { ValueContext } from "@/lib/values";
import { useWorkspace } from "@/lib/workspace";
import { EmailPanel } from "../email/email-panel";
import { PendingEmails } from "../email/pending-emails";
import { AddScorecard } from "../scorecard/add-scorecard";
import { ActivityEntry } from "./activity-entry";
import { activityItems, filtersOf, type ActivityFilter } from "./activity-items";
import { ChangeWords } from "./change-words";
import { NoteComposer } from "./note-composer";
import { TicketComposer } from "./ticket-composer";
import { usePointedEntry } from "./use-pointed-entry";

const FILTERS: Record<ActivityFilter, string> = {
  all: "All",
  messages: "Messages",
  notes: "Notes",
  calls: "Calls, meetings",
  emails: "Emails",
  scorecards: "Scorecards",
  changes: "Changes",
};

/** How many are shown at first, and how many more at a time. */
const PORTION = 30;

type Props = { detail: EntityDetail; def: KindDef };

/** All that happened: what was written and what was changed, by whom and when, under the place to write. */
export function Activity({ detail, def }: Props) {
  const { entity, timeline } = detail;
  const workspace = useWorkspace();
  const now = useNow();
  const [filter, setFilter] = useState<ActivityFilter>("all");
  const [shown, setShown] = useState(PORTION);
  const history = useCommand("entity_history", { entity: entity.id });
  const items = activityItems(timeline, history.data?.changes ?? [], filter);
  const context: ValueContext = { workspace, titles: detail.titles, now, today: localDay(now) };
  const left = items.length - shown;
  usePointedEntry({
    timeline,
    at: (id) => items.findIndex(({ key }) => key === id),
    shown,
    unfilter: () => setFilter("all"),
    show: setShown,
  });
  const writable = entity.deleted_at === null;
  return (
    <section aria-label="Activity" className="flex flex-col gap-3">
      <EmailPanel detail={detail} />
      {writable &&
        (entity.kind === "ticket" ? <TicketComposer entity={entity} /> : <NoteComposer entity={entity} />)}
      <div className="flex flex-wrap items-center gap-2">
        <h2 className="flex-1 text-sm font-semibold text-ink-3">Activity</h2>
        {entity.kind === "candidate" && writable && <AddScorecard entity={entity} />}
        <Segmented
          label="Show"
          value={filter}
          onChange={(next) => {
            setFilter(next);
            setShown(PORTION);
          }}
          options={filtersOf(timeline).map((value) => ({ value, label: FILTERS[value] }))}
        />
      </div>
      <PendingEmails entity={entity} />
      {history.error && (
        <Notice tone="danger" title="The changes cannot be read">
          {history.error.message}
        </Notice>
      )}
      {items.length === 0 && !history.isPending && (
        <p className="py-6 text-center text-ink-3">
          Nothing yet. Notes, calls, messages and changes gather here.
        </p>
      )}
      <ol className="flex flex-col gap-2">
        {items
          .slice(0, shown)
          .map((item) =>
            item.type === "entry" ? (
              <ActivityEntry key={item.key} entry={item.entry} writable={writable} />
            ) : (
              <Changes key={item.key} changes={item.changes} def={def} context={context} />
            ),
          )}
      </ol>
      {left > 0 && (
        <Button className="self-start" onClick={() => setShown(shown + PORTION)}>
          Show {number(Math.min(left, PORTION))} more of {number(left)}
        </Button>
      )}
      {left <= 0 && history.data?.changes.length === 500 && (
        <p className="text-sm text-ink-3">Older changes than the last 500 are not listed.</p>
      )}
    </section>
  );
}

type ChangesProps = { changes: [Change, ...Change[]]; def: KindDef; context: ValueContext };

function Changes({ changes, def, context }: ChangesProps) {
  const [first] = changes;
  return (
    <li className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-3 px-3 py-1">
      <div className="flex min-w-0 flex-col gap-0.5">
        {changes.map((change) => (
          <p key={change.seq} className="selectable break-words">
            <ChangeWords change={change} def={def} context={context} />
          </p>
        ))}
      </div>
      <p className="text-right text-sm whitespace-nowrap text-ink-3">
        <ActorName actor={first.actor} /> · <When at={first.at} />
      </p>
    </li>
  );
}
