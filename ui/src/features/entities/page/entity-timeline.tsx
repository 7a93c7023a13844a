import { Ellipsis } from "lucide-react";
import { ActorName } from "@/components/entity/actor-name";
import { timelineLook } from "@/components/entity/timeline-look";
import { When } from "@/components/entity/when";
import { IconButton } from "@/components/ui/button";
import { Menu, MenuAction } from "@/components/ui/menu";
import { sayProblem } from "@/components/ui/toaster";
import type { EntityDetail, TimelineEntry, TimelineKind } from "@/ipc/bindings";
import { cx } from "@/lib/cx";
import { useWrite } from "@/lib/use-write";
import { Composer } from "./composer";

/** Notes, calls, meetings and messages, newest first, under the place to write one. */
export function EntityTimeline({ detail }: { detail: EntityDetail }) {
  const { entity, timeline } = detail;
  return (
    <div className="flex flex-col gap-3">
      {entity.deleted_at === null && <Composer entity={entity} />}
      {timeline.length === 0 && (
        <p className="py-6 text-center text-ink-3">Nothing yet. Notes, calls and messages gather here.</p>
      )}
      <ol className="flex flex-col gap-3">
        {timeline.map((entry) => (
          <Entry key={entry.id} entry={entry} />
        ))}
      </ol>
    </div>
  );
}

// Who can see it must be plain at a glance: what the requester reads has an accent edge, what only the team
// reads a tint and a lock.
const LOOK: Partial<Record<TimelineKind, string>> = {
  public_message: "border-l-[3px] border-l-accent",
  internal_message: "border-dashed bg-warn-wash",
};

function Entry({ entry }: { entry: TimelineEntry }) {
  const write = useWrite();
  const { Icon, label } = timelineLook(entry.entry);
  return (
    <li className={cx("rounded-md border bg-raised px-3 py-2", LOOK[entry.entry])}>
      <div className="flex items-center gap-2 text-sm text-ink-3">
        <Icon size={13} aria-hidden className="shrink-0" />
        <span className="font-medium text-ink-2">{label}</span>
        <span className="min-w-0 truncate">
          <ActorName actor={entry.actor} />
        </span>
        <When at={entry.at} />
        <span className="flex-1" />
        <Menu
          align="end"
          trigger={
            <IconButton label={`Actions of this ${label.toLowerCase()}`} small>
              <Ellipsis size={14} />
            </IconButton>
          }
        >
          <MenuAction danger onSelect={() => void write("note_remove", { id: entry.id }).catch(sayProblem)}>
            Remove
          </MenuAction>
        </Menu>
      </div>
      <p className="selectable mt-1 break-words whitespace-pre-wrap">{entry.text}</p>
      {entry.also_on.length > 0 && (
        <p className="mt-1 text-sm text-ink-3">
          Also on {entry.also_on.map(({ title }) => title).join(", ")}
        </p>
      )}
    </li>
  );
}
