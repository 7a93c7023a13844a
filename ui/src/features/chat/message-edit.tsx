import { useState } from "react";
import type { ChatMessage, MessageSend } from "@/ipc/bindings";
import { EditText } from "./edit-text";
import { wordsOf } from "./thread";
import { WhatLeaves } from "./what-leaves";

type Props = {
  conversation: string;
  message: ChatMessage;
  onDone: (message: MessageSend) => void;
  onCancel: () => void;
};

/** A message being asked in other words, with what would leave for it. It makes another branch. */
export function MessageEdit({ conversation, message, onDone, onCancel }: Props) {
  const [text, setText] = useState(() => wordsOf(message));
  const sent = (words: string): MessageSend => ({
    conversation,
    parent: message.parent,
    text: words,
    context: message.context.map(({ id }) => id),
    files: [],
    files_of: message.files.length > 0 ? message.id : null,
    profile: message.profile ?? "write",
  });
  return (
    <div className="flex flex-col gap-1">
      <EditText
        label="Your message"
        text={text}
        act="Send"
        hint={
          message.files.length > 0
            ? "Makes another version, with the same files; this one stays."
            : "Makes another version; this one stays."
        }
        onType={setText}
        onCancel={onCancel}
        onDone={(words) => onDone(sent(words))}
      />
      <WhatLeaves message={text.trim() === "" ? undefined : sent(text.trim())} />
    </div>
  );
}
