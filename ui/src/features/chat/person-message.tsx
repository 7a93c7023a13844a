import { Copy, Pencil } from "lucide-react";
import { memo, useState } from "react";
import { IconButton } from "@/components/ui/button";
import { say, sayProblem } from "@/components/ui/toaster";
import type { ChatMessage, MessageSend } from "@/ipc/bindings";
import { BranchArrows } from "./branch-arrows";
import { Citation } from "./citation";
import { Departures } from "@/components/assistant/departures";
import { FileChips } from "./file-chips";
import { MessageEdit } from "./message-edit";
import { wordsOf, type Branch } from "./thread";

type Props = {
  conversation: string;
  message: ChatMessage;
  branch: Branch;
  /** Whether it can be asked again in other words now. */
  editable: boolean;
  /** Whether its answer is being written. */
  answering: boolean;
  onEdit: (message: MessageSend) => void;
  onShow: (id: string) => void;
};

/** What the person said, as they typed it, with what was in view and what left the machine for it. */
export const PersonMessage = memo(function PersonMessage({
  conversation,
  message,
  branch,
  editable,
  answering,
  onEdit,
  onShow,
}: Props) {
  const [editing, setEditing] = useState(false);
  const text = wordsOf(message);
  return (
    <article aria-label="You" className="group flex flex-col gap-1">
      {editing ? (
        <MessageEdit
          conversation={conversation}
          message={message}
          onCancel={() => setEditing(false)}
          onDone={(next) => {
            setEditing(false);
            onEdit(next);
          }}
        />
      ) : (
        <p className="selectable ml-6 self-end rounded-lg bg-sunken px-3 py-1.5 break-words whitespace-pre-wrap">
          {text}
        </p>
      )}
      {message.files.length > 0 && (
        <div className="ml-6 self-end">
          <FileChips files={message.files} />
        </div>
      )}
      <div className="ml-6 flex min-h-5 flex-wrap items-center justify-end gap-x-2 gap-y-1 text-sm text-ink-3">
        {message.context.map(({ id, reference, title }) => (
          <span key={id} className="flex max-w-full items-center gap-1" title={title}>
            <Citation reference={reference} />
            <span className="max-w-40 truncate">{title}</span>
          </span>
        ))}
        {message.profile === "ask" && (
          <span title="The model was shown no tool that changes anything">Ask: nothing could be changed</span>
        )}
        <BranchArrows branch={branch} what="your message" onShow={onShow} />
        {!editing && (
          <>
            <IconButton
              small
              label="Copy your message"
              onClick={() => void navigator.clipboard.writeText(text).then(() => say("copied"), sayProblem)}
            >
              <Copy size={12} />
            </IconButton>
            <IconButton
              small
              label="Edit and send again"
              disabled={!editable}
              onClick={() => setEditing(true)}
            >
              <Pencil size={12} />
            </IconButton>
          </>
        )}{" "}
      </div>
      {message.sent && <Departures departures={message.sent} left />}
      {message.sent?.length === 0 && answering && (
        <p className="flex min-h-6 items-center text-sm text-ink-3">
          What leaves is listed here, request by request
        </p>
      )}
    </article>
  );
});
