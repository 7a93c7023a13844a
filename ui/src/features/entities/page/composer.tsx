import { ChevronDown } from "lucide-react";
import { useRef, useState } from "react";
import { useAction } from "@/app/actions/registry";
import { timelineLook } from "@/components/entity/timeline-look";
import { Button } from "@/components/ui/button";
import { Menu, MenuAction } from "@/components/ui/menu";
import { sayProblem } from "@/components/ui/toaster";
import type { Entity, TimelineKind } from "@/ipc/bindings";
import { cx } from "@/lib/cx";
import { isComposing, keyText } from "@/lib/keys";
import { useWrite } from "@/lib/use-write";

const KINDS: TimelineKind[] = ["note", "call", "meeting", "email"];
const OF_TICKETS: TimelineKind[] = ["public_message", "internal_message", ...KINDS];

/** Where a note, a call or a message is written down. */
export function Composer({ entity }: { entity: Entity }) {
  const write = useWrite();
  const kinds = entity.kind === "ticket" ? OF_TICKETS : KINDS;
  const [kind, setKind] = useState<TimelineKind>("note");
  const [text, setText] = useState("");
  const [busy, setBusy] = useState(false);
  const area = useRef<HTMLTextAreaElement>(null);
  const { Icon, label } = timelineLook(kind);

  const begin = (next: TimelineKind) => {
    setKind(next);
    area.current?.focus();
    area.current?.scrollIntoView?.({ block: "nearest" });
  };
  useAction("entity.note", () => begin("note"));
  useAction("entity.reply", () => begin("public_message"), entity.kind === "ticket");

  async function add() {
    if (text.trim() === "" || busy) return;
    setBusy(true);
    try {
      await write("note_add", { ids: [entity.id], entry: kind, text: text.trim() });
      setText("");
    } catch (error) {
      sayProblem(error);
    } finally {
      setBusy(false);
    }
  }

  return (
    <div
      className={cx(
        "rounded-md border border-line-2 focus-within:outline-2 focus-within:outline-offset-1 focus-within:outline-focus",
        kind === "public_message" && "border-l-[3px] border-l-accent",
        kind === "internal_message" && "border-dashed bg-warn-wash",
      )}
    >
      <textarea
        ref={area}
        aria-label={`Write: ${label}`}
        placeholder={kind === "public_message" ? "A message that the requester sees" : "Write a note — N"}
        rows={text === "" ? 2 : Math.min(10, text.split("\n").length + 1)}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (isComposing(event.nativeEvent)) return;
          if (event.key === "Enter" && (event.metaKey || event.ctrlKey)) void add();
          else if (event.key === "Escape") event.currentTarget.blur();
          else return;
          event.preventDefault();
          event.stopPropagation();
        }}
        className="block w-full resize-none rounded-md bg-transparent px-3 py-2 outline-none"
      />
      <div className="flex items-center gap-2 px-2 pb-2">
        <Menu
          trigger={
            <Button aria-label={`What it is: ${label}`} icon={<Icon size={13} className="text-ink-3" />}>
              {label}
              <ChevronDown size={13} className="text-ink-3" aria-hidden />
            </Button>
          }
        >
          {kinds.map((each) => {
            const { Icon: Sign, label: word } = timelineLook(each);
            return (
              <MenuAction
                key={each}
                icon={<Sign size={13} />}
                checked={each === kind}
                onSelect={() => setKind(each)}
              >
                {word}
              </MenuAction>
            );
          })}
        </Menu>
        <span className="flex-1 text-right text-sm text-ink-3">
          {text.trim() !== "" && keyText("mod+enter")}
        </span>
        <Button variant="primary" disabled={text.trim() === "" || busy} onClick={() => void add()}>
          Add
        </Button>
      </div>
    </div>
  );
}
