import { ChevronDown } from "lucide-react";
import { useRef } from "react";
import { useAction } from "@/app/actions/registry";
import { timelineLook } from "@/components/entity/timeline-look";
import { Button } from "@/components/ui/button";
import { Menu, MenuAction } from "@/components/ui/menu";
import type { Entity, TimelineKind } from "@/ipc/bindings";
import { useDraft } from "./drafts";
import { WriteArea } from "./write-area";

const KINDS: TimelineKind[] = ["note", "call", "meeting", "email"];

type Props = {
  entity: Entity;
  /** Brings the composer up when it is behind a tab. */
  onCall?: (() => void) | undefined;
  className?: string;
};

/** Where a note, a call, a meeting or an email is written down, in Markdown. */
export function NoteComposer({ entity, onCall, className = "rounded-md border-line-2" }: Props) {
  const area = useRef<HTMLTextAreaElement>(null);
  const draftKey = `note:${entity.id}`;
  const [draft, setDraft] = useDraft(draftKey, "note");
  const { Icon, label } = timelineLook(draft.kind);
  useAction("entity.note", () => {
    onCall?.();
    setTimeout(() => bringUp(area.current), 0);
  });

  const picker = (
    <Menu
      trigger={
        <Button aria-label={`What it is: ${label}`} icon={<Icon size={13} className="text-ink-3" />}>
          {label}
          <ChevronDown size={13} className="text-ink-3" aria-hidden />
        </Button>
      }
    >
      {KINDS.map((each) => {
        const { Icon: Sign, label: word } = timelineLook(each);
        return (
          <MenuAction
            key={each}
            icon={<Sign size={13} />}
            checked={each === draft.kind}
            onSelect={() => setDraft({ kind: each })}
          >
            {word}
          </MenuAction>
        );
      })}
    </Menu>
  );
  return (
    <WriteArea
      entity={entity}
      draftKey={draftKey}
      kind="note"
      area={area}
      label={`Write: ${label}`}
      placeholder={PLACEHOLDERS[draft.kind] ?? "Write a note"}
      submit="Add"
      foot={picker}
      several
      className={className}
    />
  );
}

const PLACEHOLDERS: Partial<Record<TimelineKind, string>> = {
  note: "Write a note, in Markdown if you like",
  call: "What was said on the call",
  meeting: "What came of the meeting",
  email: "What the email said",
};

/** Gives the focus to a place to write, and brings it into sight. */
export function bringUp(area: HTMLTextAreaElement | null) {
  area?.focus();
  area?.scrollIntoView({ block: "nearest" });
}
