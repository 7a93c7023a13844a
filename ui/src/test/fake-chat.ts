import type { Commands, ConversationView } from "@/ipc/bindings";
import { commandError } from "./fake-workspace";

type ChatCommand = Extract<keyof Commands, `conversation_${string}` | `message_${string}` | `turn_${string}`>;
type Handlers = { [K in ChatCommand]: (input: Commands[K]["input"]) => Commands[K]["output"] };

/** The conversations of a workspace in memory. */
export class FakeChat {
  views: ConversationView[] = [];

  private find(id: string): ConversationView {
    const found = this.views.find(({ head }) => head.id === id);
    if (!found) throw commandError("not_found", "there is no such conversation: it may have been deleted");
    return found;
  }

  readonly handlers: Handlers = {
    conversation_list: () => ({ conversations: this.views.map(({ head }) => head) }),
    conversation_get: ({ id }) => this.find(id),
    conversation_rename: () => ({}),
    conversation_draft: () => ({}),
    conversation_delete: () => ({}),
    conversation_export: () => ({}),
    message_preview: () => {
      throw commandError("failed", "nothing answers");
    },
    message_send: () => {
      throw commandError("failed", "nothing answers");
    },
    turn_retry: ({ conversation }) => this.find(conversation),
    turn_stop: ({ id }) => this.find(id),
    message_feedback: () => ({}),
  };
}
