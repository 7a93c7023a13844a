import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Input } from "@/components/ui/input";
import { say, sayProblem } from "@/components/ui/toaster";
import type { ConversationHead } from "@/ipc/bindings";
import { call } from "@/ipc/call";
import { dropChatDraft } from "./chat-drafts";
import { dropFiles } from "./chat-files";
import { current, showConversation } from "./chat-store";
import { setQueue } from "./kept-queue";
import { forgetProfile } from "./profile";

/** What is being asked about a conversation before it is done. */
export type Asking = { what: "rename" | "delete"; head: ConversationHead };

/** Writes a conversation to a file that the person chooses. */
export async function exportConversation({ id, title }: ConversationHead) {
  try {
    const name = `${title.replace(/[\\/:*?"<>|]+/gu, " ").trim() || "Conversation"}.md`;
    const { path } = await call("file_pick", { purpose: "save", suggested_name: name });
    if (path === null) return;
    await call("conversation_export", { id, path });
    say(`exported to ${path}`);
  } catch (error) {
    sayProblem(error);
  }
}

/** The dialogs of renaming and deleting. */
export function ConversationDialogs({
  asking,
  onClose,
}: {
  asking: Asking | undefined;
  onClose: () => void;
}) {
  if (!asking) return null;
  return asking.what === "rename" ? (
    <RenameDialog head={asking.head} onClose={onClose} />
  ) : (
    <DeleteDialog head={asking.head} onClose={onClose} />
  );
}

function RenameDialog({ head, onClose }: { head: ConversationHead; onClose: () => void }) {
  const client = useQueryClient();
  const [title, setTitle] = useState(head.title);
  const ready = title.trim() !== "";
  async function rename() {
    try {
      await call("conversation_rename", { id: head.id, title: title.trim() });
      afterChange(client, head.id);
      onClose();
    } catch (error) {
      sayProblem(error);
    }
  }
  return (
    <Dialog open onClose={onClose} title="Rename the conversation">
      <form
        className="flex flex-col gap-3 p-4"
        onSubmit={(event) => {
          event.preventDefault();
          if (ready) void rename();
        }}
      >
        <Input
          autoFocus
          aria-label="Title"
          value={title}
          onChange={(event) => setTitle(event.target.value)}
        />
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary" disabled={!ready}>
            Rename
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

function DeleteDialog({ head, onClose }: { head: ConversationHead; onClose: () => void }) {
  const client = useQueryClient();
  async function remove() {
    const shown = current.get() === head.id;
    // Before it is gone: a pane that shows it would say that it cannot.
    if (shown) showConversation(null);
    try {
      await call("conversation_delete", { id: head.id });
      dropChatDraft(head.id);
      setQueue(head.id, []);
      forgetProfile(head.id);
      dropFiles(head.id);
      client.removeQueries({ queryKey: ["conversation_get", { id: head.id }] });
      void client.invalidateQueries({ queryKey: ["conversation_list"] });
      say(`deleted “${head.title}”`);
      onClose();
    } catch (error) {
      if (shown) showConversation(head.id);
      sayProblem(error);
    }
  }
  return (
    <Dialog open onClose={onClose} title={`Delete “${head.title}”?`}>
      <div className="flex flex-col gap-3 p-4">
        <p>
          What was said in it and what left the machine for it is deleted for good. The audit log keeps that
          there were requests, and what you approved stays done.
        </p>
        <div className="flex justify-end gap-2">
          <Button autoFocus onClick={onClose}>
            Cancel
          </Button>
          <Button variant="danger" onClick={() => void remove()}>
            Delete for good
          </Button>
        </div>
      </div>
    </Dialog>
  );
}

function afterChange(client: ReturnType<typeof useQueryClient>, id: string) {
  void client.invalidateQueries({ queryKey: ["conversation_list"] });
  void client.invalidateQueries({ queryKey: ["conversation_get", { id }] });
}
