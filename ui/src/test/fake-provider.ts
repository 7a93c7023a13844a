import type {
  AiState,
  AssistantRules,
  AuditLine,
  Commands,
  Event,
  Model,
  ProviderChecked,
  ProviderOffer,
} from "@/ipc/bindings";
import { FakeEmbedding } from "./fake-embedding";
import { FakeMasking } from "./fake-masking";
import { commandError } from "./fake-workspace";

type ProviderCommand =
  | Extract<keyof Commands, `ai_${string}` | `provider_${string}` | `audit_${string}` | `masking_${string}`>
  | "embedding_state"
  | "embedding_notice"
  | "embedding_set";
type Handlers = { [K in ProviderCommand]: (input: Commands[K]["input"]) => Commands[K]["output"] };

const OFFERS: ProviderOffer[] = (
  [
    ["anthropic", "Anthropic", "https://api.anthropic.com", "claude-opus-5-5", "claude-sonnet-5-5"],
    ["openai", "OpenAI", "https://api.openai.com/v1", "gpt-6.1-sol", "gpt-6-luna"],
    ["moonshotai", "Moonshot AI", "https://api.moonshot.ai/v1", "kimi-k3"],
    ["xai", "xAI", "https://api.x.ai/v1", "grok-4.7"],
    ["deepseek", "DeepSeek", "https://api.deepseek.com", "deepseek-v4-pro"],
    ["custom", "Custom endpoint", ""],
  ] as const
).map(([id, label, base_url, ...suggested_models]) => ({
  id,
  label,
  base_url,
  suggested_models,
  needs_key: id !== "custom",
}));

const RULES: AssistantRules = {
  on: false,
  mcp: false,
  closed_kinds: [],
  read_only_kinds: [],
  closed_roles: [],
  masks: {},
  summaries_unasked: false,
};

const HOST = "api.anthropic.com";
const SWITCHED_OFF = "AI is switched off: switch it on in Settings, AI";
const NOT_SET_UP = "no provider is set up: choose one in Settings, AI";

/** The provider, the rules and the audit log of a workspace in memory, as far as the window can tell. */
export class FakeProvider {
  state: AiState = {
    provider: null,
    host: null,
    has_key: false,
    rules: structuredClone(RULES),
    problem: NOT_SET_UP,
    pending: 0,
  };
  /** How the trial of a provider goes. */
  checked: ProviderChecked = {
    steps: (["reach", "key", "model", "streaming", "tools"] as const).map((name) => ({
      name,
      outcome: { outcome: "passed" },
    })),
    usable: true,
  };
  /** The provider's own list. */
  models: Model[] = [
    { id: "claude-opus-5-5", label: "Claude Opus 5.5", used_for: "chat" },
    { id: "claude-sonnet-5", label: "Claude Sonnet 5", used_for: "chat" },
    { id: "claude-embed-1", label: "Claude Embed", used_for: "embedding" },
  ];
  /** Newest first. */
  log: AuditLine[] = [];
  readonly masking = new FakeMasking(() => this.state.rules);
  readonly embedding: FakeEmbedding;
  private readonly emit: (event: Event) => void;

  constructor(emit: (event: Event) => void) {
    this.emit = emit;
    this.embedding = new FakeEmbedding(emit);
    this.handlers = { ...this.own, ...this.masking.handlers, ...this.embedding.handlers };
  }

  /** Sets the assistant up and switches it on, as a person would have. */
  ready(part: Partial<AiState> = {}): this {
    this.state = {
      provider: {
        id: "anthropic",
        base_url: `https://${HOST}`,
        model: "claude-sonnet-5",
        allow_private: false,
      },
      host: HOST,
      has_key: true,
      rules: { ...structuredClone(RULES), on: true },
      problem: null,
      pending: 0,
      ...part,
    };
    return this;
  }

  /** Changes the state and says so. */
  become(part: Partial<AiState>): AiState {
    this.state = { ...this.state, ...part };
    this.emit({ event: "ai_changed" });
    return this.state;
  }

  readonly handlers: Handlers;

  private readonly own: Omit<Handlers, `masking_${string}` | `embedding_${string}`> = {
    ai_state: () => this.state,
    ai_switch: ({ on }) =>
      this.become({
        rules: { ...this.state.rules, on },
        problem: on ? (this.state.provider ? null : NOT_SET_UP) : SWITCHED_OFF,
      }),
    ai_rules_set: ({ rules }) => this.become({ rules }),
    provider_offers: () => ({
      providers: OFFERS,
    }),
    provider_models: () => ({ models: this.models }),
    provider_check: () => this.checked,
    provider_set: ({ provider, key }) => {
      if (!this.checked.usable) return { checked: this.checked, state: this.state };
      const state = this.become({
        provider,
        host: new URL(provider.base_url).host,
        has_key: key !== null || this.state.has_key,
        problem: this.state.rules.on ? null : SWITCHED_OFF,
      });
      return { checked: this.checked, state };
    },
    provider_remove: () => this.become({ provider: null, host: null, has_key: false, problem: NOT_SET_UP }),
    audit_page: ({ before, limit }) => ({
      rows: this.log.filter(({ seq }) => before === null || seq < before).slice(0, limit),
    }),
    audit_content: ({ seq }) => {
      const line = this.log.find((each) => each.seq === seq);
      if (!line) throw commandError("not_found", `the log has no row ${seq}`);
      return { content: line.has_content ? `{"row":${seq}}` : null };
    },
    audit_verify: () => ({
      rows: this.log.length,
      broken_at: null,
      message: `all ${this.log.length} rows are as they were written`,
    }),
  };
}
