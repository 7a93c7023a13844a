import { MessagesSquare } from "lucide-react";
import { useEffect, useState } from "react";
import { When } from "@/components/entity/when";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { Empty, Notice } from "@/components/ui/notice";
import { useCommand } from "@/ipc/use-command";
import { cx } from "@/lib/cx";
import { useStore } from "@/lib/store";
import type { Asking } from "./conversation-acts";
import { ConversationMenu } from "./conversation-menu";
import { composerCall, current, newConversation, showConversation, unseen } from "./chat-store";

/** How long the words are let rest before they are looked for. */
const REST_MS = 200;

/** The conversations of the person, the one last spoken in first, found by what was said in them. */
export function ConversationList({ onAsk }: { onAsk: (asking: Asking) => void }) {
  const shown = useStore(current);
  const fresh = useStore(unseen);
  const [typed, setTyped] = useState("");
  const [words, setWords] = useState("");
  useEffect(() => {
    const timer = setTimeout(() => setWords(typed.trim()), REST_MS);
    return () => clearTimeout(timer);
  }, [typed]);
  const { data, error } = useCommand("conversation_list", { words }, { keepPrevious: true });
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <div className="p-2">
        <Input
          autoFocus
          type="search"
          aria-label="Search conversations"
          placeholder="Words that were said"
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
      </div>
      {error && (
        <Notice tone="danger" title="The conversations cannot be shown" className="mx-2">
          {error.message}
        </Notice>
      )}
      {data?.conversations.length === 0 ? (
        words === "" ? (
          <Empty
            icon={<MessagesSquare size={22} />}
            title="No conversations yet"
            actions={<Button onClick={newConversation}>Begin one</Button>}
          >
            What you ask here is kept in this workspace, for you only.
          </Empty>
        ) : (
          <p role="status" className="p-6 text-center text-ink-3">
            Nothing that was said holds <span className="font-medium text-ink-2">{words}</span>.
          </p>
        )
      ) : (
        <ul
          aria-label="Conversations"
          className="flex min-h-0 flex-1 flex-col gap-px overflow-y-auto px-2 pb-2"
        >
          {data?.conversations.map((head) => (
            <li
              key={head.id}
              className={cx(
                "flex items-center gap-1 rounded pr-1 hover:bg-hover",
                head.id === shown && "bg-selected",
              )}
            >
              <button
                type="button"
                aria-current={head.id === shown || undefined}
                onClick={() => open(head.id)}
                className="ring-inset-focus flex h-9 min-w-0 flex-1 items-center gap-2 rounded px-2 text-left"
              >
                <span className="min-w-0 flex-1 truncate">{head.title}</span>
                {fresh.has(head.id) && (
                  <span className="shrink-0 text-sm font-medium text-accent">New answer</span>
                )}
                {head.draft && <span className="shrink-0 text-sm text-warn">Draft</span>}
                <When at={head.updated_at} className="shrink-0 text-sm text-ink-3" />
              </button>
              <ConversationMenu small head={head} onAsk={onAsk} />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function open(id: string) {
  showConversation(id);
  composerCall.set(composerCall.get() + 1);
}
