import { Ellipsis, Lock, MessageSquare } from "lucide-react";
import { useRef, useState, type KeyboardEvent } from "react";
import { action, keysOf } from "@/app/actions/catalogue";
import { ActorName } from "@/components/entity/actor-name";
import { timelineLook } from "@/components/entity/timeline-look";
import { When } from "@/components/entity/when";
import { Markdown } from "@/components/markdown/markdown";
import { Button, IconButton } from "@/components/ui/button";
import { Menu, MenuAction } from "@/components/ui/menu";
import { say, sayProblem } from "@/components/ui/toaster";
import type { TimelineEntry, TimelineKind } from "@/ipc/bindings";
import { cx } from "@/lib/cx";
import { chordOf, isComposing, isEditable } from "@/lib/keys";
import { useGo } from "@/lib/navigation";
import { useWrite } from "@/lib/use-write";
import { ScorecardCard } from "../scorecard/scorecard-card";
import { NoteEditor } from "./note-editor";

// Who can see it must be plain at a glance: what the requester reads has an accent edge, what only the team
// reads a tint, a dashed edge and a lock.
const LOOK: Partial<Record<TimelineKind, string>> = {
  public_message: "border-l-[3px] border-l-accent",
  internal_message: "border-dashed border-warn bg-warn-wash",
};

// What was sent stays as it was sent, and a scorecard as it was given.
const EDITED_IN_PLACE = new Set<TimelineKind>(["note", "call", "meeting", "internal_message"]);

/** More than this of a text is shown only when asked for. */
const SHOWN = 2000;

type Props = { entry: TimelineEntry; /** Whether the entity can be written to. */ writable: boolean };

/** A note, a call, a message or a scorecard. */
export function ActivityEntry({ entry, writable }: Props) {
  const go = useGo();
  const write = useWrite();
  const place = useRef<HTMLLIElement>(null);
  const [all, setAll] = useState(false);
  const [editing, setEditing] = useState(false);
  // Set while what was chosen from the menu takes the focus.
  const textTakesFocus = useRef(false);
  const { Icon, label } = timelineLook(entry.entry);
  const cut = !all && entry.text.length > SHOWN;
  const editable = writable && EDITED_IN_PLACE.has(entry.entry);

  function edited() {
    setEditing(false);
    setTimeout(() => place.current?.focus({ preventScroll: true }), 0);
  }

  function onKeyDown(event: KeyboardEvent<HTMLLIElement>) {
    // Its menu floats elsewhere in the page but is heard here, too.
    if (!(event.target instanceof Element) || !event.currentTarget.contains(event.target)) return;
    if (isComposing(event.nativeEvent) || isEditable(event.target)) return;
    const chord = chordOf(event.nativeEvent);
    if (editable && !editing && action("entity.edit").keys?.includes(chord)) setEditing(true);
    else if (event.target === event.currentTarget && (chord === "down" || chord === "up"))
      focusBeside(event.currentTarget, chord === "down" ? 1 : -1);
    else if (event.target === event.currentTarget && chord === "esc")
      event.currentTarget.closest("article")?.focus({ preventScroll: true });
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  return (
    <li
      ref={place}
      tabIndex={-1}
      data-entry={entry.id}
      onKeyDown={onKeyDown}
      className={cx("rounded-md border bg-raised px-3 py-2", LOOK[entry.entry])}
    >
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
          returnsFocus={() => {
            const returns = !textTakesFocus.current;
            textTakesFocus.current = false;
            return returns;
          }}
          trigger={
            <IconButton label={`Actions of this ${label.toLowerCase()}`} small>
              <Ellipsis size={14} />
            </IconButton>
          }
        >
          {editable && (
            <MenuAction
              keys={keysOf("entity.edit")}
              onSelect={() => {
                textTakesFocus.current = true;
                setEditing(true);
              }}
            >
              Edit the text
            </MenuAction>
          )}
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
      {entry.scorecard && <ScorecardCard scorecard={entry.scorecard} />}
      {editing ? (
        <NoteEditor entry={entry} label={label} onDone={edited} />
      ) : (
        entry.text !== "" && (
          <div className="mt-1 max-w-[76ch]">
            <Markdown>{cut ? `${entry.text.slice(0, SHOWN)}…` : entry.text}</Markdown>
          </div>
        )
      )}
      {cut && !editing && (
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

/** The entry before or after; what was changed in between is passed over. */
function focusBeside(entry: HTMLElement, by: number) {
  const all = [...(entry.parentElement?.querySelectorAll<HTMLElement>("[data-entry]") ?? [])];
  all[all.indexOf(entry) + by]?.focus();
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
