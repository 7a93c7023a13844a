import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { useEvent } from "@/ipc/events";
import { useChatDraftKeeping } from "./chat-drafts";
import { forgetChat, noteAnswer, setStopping } from "./chat-store";
import { afterTurn } from "./sending";

/** What goes on with conversations whether or not one is shown: queued messages follow, drafts are kept. */
export function FollowChat() {
  const client = useQueryClient();
  useChatDraftKeeping();
  useEvent("turn_moved", ({ conversation, running }) => {
    if (running !== null) return;
    setStopping(conversation, false);
    noteAnswer(conversation);
    void afterTurn(client, conversation);
  });
  useEffect(() => forgetChat, []);
  return null;
}
