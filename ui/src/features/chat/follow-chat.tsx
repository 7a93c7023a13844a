import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import type { ConversationView } from "@/ipc/bindings";
import { useEvent } from "@/ipc/events";
import { askedAbout } from "@/lib/window-state";
import { keepChatDraft, useChatDraftKeeping } from "./chat-drafts";
import { askAbout, current, forgetChat, noteAnswer, setStopping } from "./chat-store";
import { afterTurn } from "./sending";

/**
 * What goes on with conversations whether or not one is shown: queued messages follow, drafts are kept, and what an
 * entity's page asks about is taken up.
 */
export function FollowChat() {
  const client = useQueryClient();
  useChatDraftKeeping();
  useEvent("turn_moved", ({ conversation, running }) => {
    if (running !== null) return;
    setStopping(conversation, false);
    noteAnswer(conversation);
    void afterTurn(client, conversation);
  });
  useEffect(() => {
    const takeUp = () => {
      const asked = askedAbout.get();
      if (asked === null) return;
      askedAbout.set(null);
      const { question, ...entity } = asked;
      if (question !== undefined) {
        // It is not sent: what would leave is shown first.
        keepChatDraft(null, question);
        askAbout(entity, false);
        return;
      }
      const id = current.get();
      const view =
        id === null ? undefined : client.getQueryData<ConversationView>(["conversation_get", { id }]);
      const last = view?.messages.findLast(({ from }) => from === "person");
      askAbout(entity, last?.context.some((chip) => chip.id === entity.id) ?? false);
    };
    const stop = askedAbout.subscribe(takeUp);
    return () => void stop();
  }, [client]);
  useEffect(() => forgetChat, []);
  return null;
}
