import { Ellipsis, Lock, MessageSquare } from "lucide-react";
import { useState } from "react";
import { ActorName } from "@/components/entity/actor-name";
import { timelineLook } from "@/components/entity/timeline-look";
import { When } from "@/components/entity/when";
import { Markdown } from "@/components/markdown/markdown";
import { Button, IconButton } from "@/components/ui/button";
import { Menu, MenuAction } from "@/components/ui/menu";
import { say, sayProblem } from "@/components/ui/toaster";
import type { TimelineEntry, TimelineKind } from "@/ipc/bindings";
import { cx } from "@/lib/cx";
import { useGo } from "@/lib/navigation";
import { useWrite } from "@/lib/use-write";

// Who can see it must be plain at a glance: what the requester reads has an accent edge, what only the team
// reads a tint, a dashed edge and a lock.
const LOOK: Partial<Record<TimelineKind, string>> = {
  public_message: "border-l-[3px] border-l-accent",
  internal_message: "border-dashed border-warn bg-warn-wash",
};

/** More than this of a text is shown only when asked for. */
const SHOWN = 2000;

/** A note, a call or a message. */
export function ActivityEntry({ entry }: { entry: TimelineEntry }) {
  const go = useGo();
  const write = useWrite();
  const [all, setAll] = useState(false);
  const { Icon, label } = timelineLook(entry.entry);
  const cut = !all && entry.text.length > SHOWN;
  return (
    <li className={cx("rounded-md border bg-raised px-3 py-2", LOOK[entry.entry])}>
      <div className="flex items-center gap-2 text-sm text-ink-3">
        <Icon size={13} aria-hidden className="shrink-0" />
        <span className="font-medium text-ink-2">{label}</span>
        <span className="min-w-0 truncate">
          <ActorName actor={entry.actor} />
        </span>
        <When at={entry.at} className="shrink-0" />
        <span className="flex-1" />
        <Audience kind={entry.entry} />
        <Menu
          align="end"
          trigger={
            <IconButton label={`Actions of this ${label.toLowerCase()}`} small>
              <Ellipsis size={14} />
            </IconButton>
          }
        >
          <MenuAction
            onSelect={() =>
              void navigator.clipboard.writeText(entry.text).then(() => say("copied the text"), sayProblem)
            }
          >
            Copy the text
          </MenuAction>
          <MenuAction danger onSelect={() => void write("note_remove", { id: entry.id }).catch(sayProblem)}>
            Remove
          </MenuAction>
        </Menu>
      </div>
      <div className="mt-1 max-w-[76ch]">
        <Markdown>{cut ? `${entry.text.slice(0, SHOWN)}…` : entry.text}</Markdown>
      </div>
      {cut && (
        <Button variant="quiet" className="mt-1 -ml-2.5" onClick={() => setAll(true)}>
          Show all of it
        </Button>
      )}
      {entry.also_on.length > 0 && (
        <p className="mt-1 flex flex-wrap gap-x-1 text-sm text-ink-3">
          Also on
          {entry.also_on.map((other) => (
            <button
              key={other.id}
              type="button"
              role="link"
              onClick={() => go.entity(other.reference)}
              className="rounded-sm underline decoration-line-2 underline-offset-2 hover:text-ink"
            >
              {other.title}
            </button>
          ))}
        </p>
      )}
    </li>
  );
}

/** Who reads a message, in words beside its sign. */
function Audience({ kind }: { kind: TimelineKind }) {
  if (kind === "public_message")
    return (
      <span className="hidden shrink-0 items-center gap-1 text-link sm:inline-flex">
        <MessageSquare size={12} aria-hidden /> Public
      </span>
    );
  if (kind === "internal_message")
    return (
      <span className="hidden shrink-0 items-center gap-1 text-warn sm:inline-flex">
        <Lock size={12} aria-hidden /> Internal
      </span>
    );
  return null;
}
