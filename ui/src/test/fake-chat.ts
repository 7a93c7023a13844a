import type {
  ChatMessage,
  ChatPart,
  Commands,
  ContextChip,
  ConversationView,
  Departure,
  Entity,
  Event,
  MessageSend,
} from "@/ipc/bindings";
import type { FakeConfirming } from "./fake-confirming";
import { commandError } from "./fake-workspace";
import { SCRIPT, type Script } from "./sample-chat";

type ChatCommand = Extract<
  keyof Commands,
  `conversation_${string}` | `message_${string}` | `turn_${string}` | "chat_file_read"
>;
type Handlers = { [K in ChatCommand]: (input: Commands[K]["input"]) => Commands[K]["output"] };

/** What the conversations of a workspace in memory need of the rest of it. */
export type Around = {
  find: (name: string) => Entity;
  emit: (event: Event) => void;
  confirming: FakeConfirming;
};

let made = 0;
const newName = (prefix: string) => `${prefix}-${++made}`;

/** The conversations of a workspace in memory: a scripted model answers, step by step when a test says so. */
export class FakeChat {
  views: ConversationView[] = [];
  /** What the model does at each turn, in order; the last one again and again. */
  scripts: Script[] = [SCRIPT];
  /** Milliseconds from step to step; a test takes the steps itself. */
  automatic: number | undefined;
  private readonly around: Around;
  private turns = 0;

  constructor(around: Around) {
    this.around = around;
  }

  text(text: string): ChatPart {
    return { part: "text", text, unsupported: [] };
  }

  /** Puts a conversation there as if it had been held. */
  add(
    title: string,
    messages: ChatMessage[] = [],
    part: Partial<ConversationView["head"]> = {},
  ): ConversationView {
    const head = { id: newName("v"), title, updated_at: Date.now(), draft: null, ...part };
    const view: ConversationView = { head, messages, confirmations: [], running: null };
    this.views = [view, ...this.views];
    return view;
  }

  message(
    from: ChatMessage["from"],
    parent: string | null,
    text: string,
    part: Partial<ChatMessage> = {},
  ): ChatMessage {
    return {
      id: newName("m"),
      parent,
      at: Date.now(),
      from,
      parts: [this.text(text)],
      context: [],
      files: [],
      profile: from === "person" ? "write" : null,
      sent: from === "person" ? [this.departure({ text, files: [], profile: "write" })] : null,
      usage: from === "assistant" ? { input: 2100, output: 340, cost: 0.0114 } : null,
      ended: null,
      feedback: null,
      ...part,
    };
  }

  /** Says how far the running turn is. */
  move(conversation: string, parts: ChatPart[], step: string) {
    const view = this.find(conversation);
    if (!view.running) throw new Error("no turn runs");
    const running = { ...view.running, parts, step };
    this.put({ ...view, running });
    this.around.emit({ event: "turn_moved", conversation, running });
  }

  /** Ends the running turn with an answer. */
  finish(conversation: string, parts: ChatPart[], ended: string | null = null) {
    const view = this.find(conversation);
    if (!view.running) return;
    const answer = this.message("assistant", view.running.answers, "", { parts, ended });
    this.put({ ...view, running: null, messages: [...view.messages, answer] });
    this.around.emit({ event: "turn_moved", conversation, running: null });
    this.around.emit({ event: "conversation_changed", id: conversation });
  }

  private find(id: string): ConversationView {
    const found = this.views.find(({ head }) => head.id === id);
    if (!found) throw commandError("not_found", "there is no such conversation: it may have been deleted");
    const asked = new Set(found.confirmations.map((card) => card.id));
    // Cards are as they stand now, wherever they were answered.
    return {
      ...found,
      confirmations: this.around.confirming.cards.filter(({ id: card }) => asked.has(card)),
    };
  }

  private put(view: ConversationView): ConversationView {
    this.views = [view, ...this.views.filter(({ head }) => head.id !== view.head.id)];
    return view;
  }

  private departure(
    { text, files, profile }: Pick<MessageSend, "text" | "files" | "profile">,
    context: ContextChip[] = [],
    audit: number | null = 41,
  ): Departure {
    const masked = text.replace(/[\w.]+@[\w.]+/gu, "[email 1]");
    const email = /[\w.]+@[\w.]+/u.exec(text)?.[0];
    const parts = [
      { from: "Instructions", text: "You work in Workestra. Change nothing without a confirmation." },
      profile === "ask"
        ? { from: "2 tools that read", text: '[{"name":"search_workspace"},{"name":"get_entity"}]' }
        : {
            from: "3 tools",
            text: '[{"name":"search_workspace"},{"name":"get_entity"},{"name":"move_stage"}]',
          },
      ...context.map(({ reference, title }) => ({
        from: `${reference} ${title}`,
        text: `${reference}: ${title}`,
      })),
      ...files.map((file) => ({ from: `File ${file.name}`, text: `⟦${file.text}⟧` })),
      { from: "You", text: masked },
    ];
    return {
      host: "api.anthropic.com",
      model: "claude-sonnet-5",
      parts,
      body: JSON.stringify({ model: "claude-sonnet-5", messages: parts.map((part) => part.text) }),
      tokens: 2000 + Math.round(text.length / 4),
      masks: email ? { "[email 1]": email } : {},
      audit,
    };
  }

  private chips({ context }: MessageSend): ContextChip[] {
    return context.map((name) => {
      const { id, reference, title } = this.around.find(name);
      return { id, reference, title };
    });
  }

  private begin(view: ConversationView, answers: string): ConversationView {
    const running = { answers, parts: [], step: "waiting for api.anthropic.com" };
    const begun = this.put({ ...view, running });
    const script = this.scripts[Math.min(this.turns, this.scripts.length - 1)] ?? SCRIPT;
    this.turns += 1;
    if (this.automatic !== undefined) this.play(view.head.id, answers, script, 0);
    return begun;
  }

  /** Asks for what a script asks for; the answer names what was asked. */
  private asking(view: ConversationView, { answer, asks }: Script): ChatPart[] {
    if (!asks) return answer;
    const card = this.around.confirming.ask({ ...asks, id: newName("k"), conversation: view.head.id });
    this.put({ ...view, confirmations: [...view.confirmations, card] });
    return answer.map((part) =>
      part.part === "tool" && part.confirmation !== null
        ? Object.assign({}, part, { confirmation: card.id })
        : part,
    );
  }

  /** Takes the next step of a script, and those after it. */
  private play(conversation: string, answers: string, script: Script, at: number) {
    setTimeout(() => {
      const view = this.views.find(({ head }) => head.id === conversation);
      // Stopped or deleted meanwhile.
      if (view?.running?.answers !== answers) return;
      const step = script.steps[at];
      if (!step) {
        this.finish(conversation, this.asking(view, script), script.ended ?? null);
        return;
      }
      this.move(conversation, step.parts, step.doing);
      this.play(conversation, answers, script, at + 1);
    }, this.automatic);
  }

  readonly handlers: Handlers = {
    conversation_list: ({ words }) => ({
      conversations: this.views
        .filter((view) =>
          JSON.stringify([view.head.title, view.messages]).toLowerCase().includes(words.toLowerCase()),
        )
        .map(({ head }) => head),
    }),
    chat_file_read: ({ path }) => {
      const name = path.split("/").pop() ?? path;
      if (!/\.(txt|md|pdf|docx)$/u.test(name))
        throw commandError(
          "failed",
          `${name} cannot go with the message: no text can be read from image/png; choose a PDF, a DOCX or plain text`,
        );
      return { name, text: `What stands in ${name}`, cut: name.startsWith("long") };
    },
    conversation_get: ({ id }) => this.find(id),
    conversation_rename: ({ id, title }) => {
      const view = this.find(id);
      this.put({ ...view, head: { ...view.head, title } });
      this.around.emit({ event: "conversation_changed", id });
      return {};
    },
    conversation_draft: ({ id, text }) => {
      const view = this.find(id);
      this.put({ ...view, head: { ...view.head, draft: text || null } });
      return {};
    },
    conversation_delete: ({ id }) => {
      this.views = this.views.filter(({ head }) => head.id !== id);
      return {};
    },
    conversation_export: () => ({}),
    message_preview: (message) => this.departure(message, this.chips(message), null),
    message_send: (message) => {
      const view =
        message.conversation === null ? this.add(message.text.slice(0, 60)) : this.find(message.conversation);
      if (view.running) throw commandError("busy", "an answer is being written: stop it or wait for it");
      const context = this.chips(message);
      const said = this.message("person", message.parent, message.text, {
        context,
        files: message.files.map(({ name, text, cut }) => ({ name, characters: text.length, cut })),
        profile: message.profile,
        sent: [this.departure(message, context)],
      });
      return this.begin({ ...view, messages: [...view.messages, said] }, said.id);
    },
    turn_retry: ({ conversation, message }) => this.begin(this.find(conversation), message),
    turn_stop: ({ id }) => {
      const { running } = this.find(id);
      if (running) this.finish(id, running.parts, "stopped by you: ask again, or go on from here");
      return this.find(id);
    },
    message_feedback: ({ conversation, message, feedback }) => {
      const view = this.find(conversation);
      this.put({
        ...view,
        messages: view.messages.map((each) =>
          each.id === message ? Object.assign({}, each, { feedback }) : each,
        ),
      });
      return {};
    },
  };
}
