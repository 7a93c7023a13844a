import type { Commands, EmbeddingChoice, EmbeddingNotice, EmbeddingState, Event } from "@/ipc/bindings";
import { commandError } from "./fake-workspace";

type EmbeddingCommand = "embedding_state" | "embedding_notice" | "embedding_set";
type Handlers = { [K in EmbeddingCommand]: (input: Commands[K]["input"]) => Commands[K]["output"] };

const HOST = "api.openai.com";
const MODEL = "text-embedding-3-small";

/** What makes the vectors of a workspace in memory. */
export class FakeEmbedding {
  state: EmbeddingState = {
    choice: { by: "device" },
    host: null,
    model: "multilingual-e5-small",
    done: 1240,
    total: 1240,
    offered: [
      {
        choice: { by: "device" },
        label: "On this device",
        host: null,
        model: "multilingual-e5-small",
        available: true,
        why_not: null,
      },
      {
        choice: { by: "provider", model: "" },
        label: "Anthropic",
        host: "api.anthropic.com",
        model: "",
        available: false,
        why_not: "Anthropic makes no vectors: choose another",
      },
      {
        choice: { by: "openai", model: MODEL },
        label: "OpenAI",
        host: HOST,
        model: MODEL,
        available: true,
        why_not: null,
      },
    ],
  };
  notice: EmbeddingNotice = {
    host: HOST,
    model: MODEL,
    texts: 1240,
    tokens_estimated: 310_000,
    leaves: [
      "The titles and texts of every contact, deal, ticket, candidate and task, masked.",
      "What is typed in search, once it rests for a moment, masked.",
    ],
    stays: ["The workspace itself, the text index and everything restricted or protected."],
    digest: "digest-1",
  };
  private readonly emit: (event: Event) => void;

  constructor(emit: (event: Event) => void) {
    this.emit = emit;
  }

  /** Says how far it is. */
  reach(done: number) {
    this.state = { ...this.state, done };
    const { total } = this.state;
    this.emit({
      event: "search_status_changed",
      status: {
        text: { state: "ready" },
        vectors:
          done < total ? { state: "embedding", done, total, paused: false } : { state: "ready", total },
      },
    });
  }

  private offer(choice: EmbeddingChoice) {
    const offer = this.state.offered.find((each) => each.choice.by === choice.by);
    if (!offer?.available) throw commandError("failed", offer?.why_not ?? "there is no such choice");
    return offer;
  }

  readonly handlers: Handlers = {
    embedding_state: () => this.state,
    embedding_notice: (choice) => {
      this.offer(choice);
      return this.notice;
    },
    embedding_set: ({ choice, acknowledged }) => {
      const { host, model } = this.offer(choice);
      if (choice.by !== "device" && acknowledged !== this.notice.digest)
        throw commandError("stale", "what leaves is not what was shown: read it again");
      this.state = { ...this.state, choice, host, model, done: 0 };
      return this.state;
    },
  };
}
