import { Tabs } from "@base-ui/react/tabs";
import { Lock, MessageSquare, StickyNote } from "lucide-react";
import { useRef, useState } from "react";
import { useAction } from "@/app/actions/registry";
import type { Entity } from "@/ipc/bindings";
import { cx } from "@/lib/cx";
import { useDraft } from "./drafts";
import { bringUp, NoteComposer } from "./note-composer";
import { PublicReply } from "./public-reply";
import { WriteArea } from "./write-area";

type Audience = "public" | "internal" | "note";

const TAB =
  "inline-flex h-8 shrink-0 items-center gap-1.5 whitespace-nowrap rounded-t-md border border-b-0 border-transparent px-3 text-sm text-ink-3 hover:text-ink data-[active]:font-medium data-[active]:text-ink";

/**
 * Two composers that cannot be mistaken for one another: by tab, sign, edge, tint and words. Each has a draft of its
 * own, and no text moves from one to the other.
 */
export function TicketComposer({ entity }: { entity: Entity }) {
  const [audience, setAudience] = useState<Audience>("public");
  const reply = useRef<HTMLTextAreaElement>(null);
  const internal = useRef<HTMLTextAreaElement>(null);
  const begunReply = useBegun(`public:${entity.id}`);
  const begunInternal = useBegun(`internal:${entity.id}`);
  useAction("entity.reply", () => {
    setAudience("public");
    setTimeout(() => bringUp(reply.current), 0);
  });
  useAction("entity.internal", () => {
    setAudience("internal");
    setTimeout(() => bringUp(internal.current), 0);
  });

  return (
    <Tabs.Root value={audience} onValueChange={(next) => setAudience(next as Audience)}>
      <Tabs.List aria-label="Who reads it" className="flex gap-1 overflow-x-auto">
        <Tabs.Tab
          value="public"
          className={cx(TAB, "data-[active]:border-accent data-[active]:bg-accent-wash")}
        >
          <MessageSquare size={13} className="text-link" aria-hidden />
          Reply to the requester
          {begunReply && audience !== "public" && <Begun />}
        </Tabs.Tab>
        <Tabs.Tab
          value="internal"
          className={cx(TAB, "data-[active]:border-warn data-[active]:bg-warn-wash")}
        >
          <Lock size={13} className="text-warn" aria-hidden />
          Internal
          {begunInternal && audience !== "internal" && <Begun />}
        </Tabs.Tab>
        <Tabs.Tab value="note" className={cx(TAB, "data-[active]:border-line-2")}>
          <StickyNote size={13} className="text-ink-3" aria-hidden />
          Note or call
        </Tabs.Tab>
      </Tabs.List>
      <Tabs.Panel value="public" tabIndex={-1}>
        <PublicReply entity={entity} area={reply} />
      </Tabs.Panel>
      <Tabs.Panel value="internal" tabIndex={-1}>
        <WriteArea
          entity={entity}
          draftKey={`internal:${entity.id}`}
          kind="internal_message"
          area={internal}
          label="Internal message: only your team sees this"
          placeholder="Write to your team"
          submit="Add for the team"
          several={false}
          className="rounded-md border-dashed border-warn bg-warn-wash"
          foot={
            <span className="inline-flex items-center gap-1.5 text-sm font-medium text-ink">
              <Lock size={12} className="text-warn" aria-hidden /> Only your team sees this
            </span>
          }
        />
      </Tabs.Panel>
      <Tabs.Panel value="note" tabIndex={-1} keepMounted>
        <NoteComposer entity={entity} onCall={() => setAudience("note")} />
      </Tabs.Panel>
    </Tabs.Root>
  );
}

function useBegun(key: string): boolean {
  return useDraft(key, "note")[0].text.trim() !== "";
}

function Begun() {
  return <span className="text-xs text-ink-3">draft</span>;
}
