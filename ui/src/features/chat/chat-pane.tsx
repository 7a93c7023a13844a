import { useQueryClient } from "@tanstack/react-query";
import { MessagesSquare, SquarePen, X } from "lucide-react";
import { useMemo, useState } from "react";
import { keysOf } from "@/app/actions/catalogue";
import { ResizeEdge } from "@/app/layout/resize-edge";
import { useAi } from "@/components/assistant/ai-availability";
import { AiSign } from "@/components/assistant/ai-sign";
import { Button, IconButton } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { sayProblem } from "@/components/ui/toaster";
import { useCommand } from "@/ipc/use-command";
import { isComposing } from "@/lib/keys";
import { useStore } from "@/lib/store";
import { useStable } from "@/lib/use-stable";
import { useReturnFocus } from "@/lib/use-return-focus";
import { chatPane } from "@/lib/window-state";
import { Announcer } from "./announcer";
import { useChatDraft } from "./chat-drafts";
import { ChatClosed, ChatHindered } from "./chat-closed";
import {
  choices,
  closeChat,
  composerCall,
  current,
  listing,
  newConversation,
  showConversation,
  showList,
  stopping,
} from "./chat-store";
import { ChatStart } from "./chat-start";
import { Composer } from "./composer";
import { ConversationDialogs, type Asking } from "./conversation-acts";
import { ConversationList } from "./conversation-list";
import { ConversationMenu } from "./conversation-menu";
import { useQueue } from "./kept-queue";
import { Queue } from "./queue";
import { sendQueued, stop } from "./sending";
import { ThreadView } from "./thread-view";
import { threadOf } from "./thread";
import { useInView } from "./use-in-view";

/** The pane at the right: a conversation with the assistant beside the page. */
export function ChatPane() {
  const client = useQueryClient();
  const { width } = useStore(chatPane);
  const id = useStore(current);
  const list = useStore(listing);
  const chosen = useStore(choices);
  const waiting = useQueue(id);
  const stopped = useStore(stopping).has(id ?? "");
  const [asking, setAsking] = useState<Asking>();
  const { state, availability, unreadable } = useAi();
  const inView = useInView();
  const { data, error } = useCommand("conversation_get", { id: id ?? "" }, { enabled: id !== null });
  const view = id === null ? undefined : data;
  const [, setDraft] = useChatDraft(null, null);
  const answering = view?.running?.answers;
  const thread = useMemo(
    () => threadOf(view?.messages ?? [], chosen, answering),
    [view?.messages, answering, chosen],
  );
  const usable = availability === "ready";
  const last = thread.turns.at(-1)?.message;
  useReturnFocus(true);

  const onStop = useStable(() => {
    if (id === null) return;
    void stop(client, id);
    // The button that was pressed may go away with the focus on it.
    composerCall.set(composerCall.get() + 1);
  });

  return (
    <aside
      data-pane
      aria-label="Conversation"
      className="relative flex max-w-full shrink-0 flex-col border-l bg-ground max-md:absolute max-md:inset-y-0 max-md:right-0 max-md:z-20 max-md:shadow-float"
      style={{ width }}
      onKeyDown={(event) => {
        if (event.key !== "Escape" || event.defaultPrevented || isComposing(event.nativeEvent)) return;
        // What floats over the pane has its own way out; React lets its keys through to here.
        if (!event.currentTarget.contains(event.target as Node)) return;
        event.preventDefault();
        event.stopPropagation();
        if (list) showList(false);
        else if (view?.running && !stopped) onStop();
        else closeChat();
      }}
    >
      <ResizeEdge
        label="Width of the conversation"
        side="left"
        width={width}
        min={320}
        max={760}
        onResize={(next) => chatPane.set({ open: true, width: next })}
      />
      <header className="flex h-11 shrink-0 items-center gap-1 border-b pr-2 pl-3">
        <AiSign className="mr-1" />
        <h2 className="min-w-0 flex-1 truncate font-medium" title={list ? undefined : view?.head.title}>
          {list ? "Conversations" : (view?.head.title ?? "New conversation")}
        </h2>
        {availability !== "not_set_up" && (
          <>
            <IconButton label="New conversation" keys={keysOf("chat.new")} onClick={newConversation}>
              <SquarePen size={14} />
            </IconButton>
            <IconButton
              label={list ? "Back to the conversation" : "All conversations"}
              aria-pressed={list}
              className="aria-pressed:bg-selected aria-pressed:text-ink"
              onClick={() => showList(!list)}
            >
              <MessagesSquare size={14} />
            </IconButton>
            {view && !list && <ConversationMenu head={view.head} onAsk={setAsking} />}
          </>
        )}
        <IconButton label="Close" keys={keysOf("chat.toggle")} onClick={closeChat}>
          <X size={15} />
        </IconButton>
      </header>
      {body()}
      <Announcer view={view} />
      <ConversationDialogs asking={asking} onClose={() => setAsking(undefined)} />
    </aside>
  );

  function body() {
    if (availability === "unknown")
      return unreadable === undefined ? (
        <div className="flex-1" aria-busy />
      ) : (
        <Notice tone="danger" title="The assistant cannot be shown" className="m-3">
          {unreadable}
        </Notice>
      );
    if (availability === "not_set_up") return <ChatClosed availability={availability} state={state} />;
    if (list) return <ConversationList onAsk={setAsking} />;
    if (error && id !== null)
      return (
        <Notice
          tone="danger"
          title="This conversation cannot be shown"
          className="m-3"
          actions={<Button onClick={() => showConversation(null)}>Begin another</Button>}
        >
          {error.message}
        </Notice>
      );
    if (id !== null && !view) return <div className="flex-1" aria-busy />;
    if (!view && !usable) return <ChatClosed availability={availability} state={state} />;
    return (
      <>
        {view ? (
          <ThreadView
            key={`thread ${view.head.id}`}
            view={view}
            thread={thread}
            usable={usable}
            inView={inView && "entity" in inView ? inView.entity : undefined}
          />
        ) : (
          <ChatStart
            inView={inView}
            onChoose={(text) => {
              setDraft(text);
              composerCall.set(composerCall.get() + 1);
            }}
          />
        )}
        {id !== null && waiting.length > 0 && (
          <div className="max-h-48 shrink-0 overflow-y-auto px-3 pb-2">
            <Queue
              conversation={id}
              messages={waiting}
              waitFor={
                view?.running
                  ? "answer"
                  : last?.from === "assistant" && last.ended === null
                    ? "kept"
                    : "broken"
              }
              sendable={usable && !view?.running}
              onSend={() => void sendQueued(client, id).catch(sayProblem)}
            />
          </div>
        )}
        {usable ? (
          <Composer
            key={`composer ${id ?? ""}`}
            id={id}
            kept={view?.head.draft ?? null}
            running={Boolean(view?.running)}
            stopping={stopped}
            parent={last?.id ?? null}
            lastProfile={
              thread.turns.findLast(({ message }) => message.from === "person")?.message.profile ?? null
            }
            inView={inView}
            onStop={onStop}
          />
        ) : (
          <ChatHindered availability={availability} state={state} />
        )}
      </>
    );
  }
}
