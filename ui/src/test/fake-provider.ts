import type { AiState, AuditLine, Commands, Event, ProviderChecked } from "@/ipc/bindings";
import { commandError } from "./fake-workspace";

type ProviderCommand = Extract<keyof Commands, `ai_${string}` | `provider_${string}` | `audit_${string}`>;
type Handlers = { [K in ProviderCommand]: (input: Commands[K]["input"]) => Commands[K]["output"] };

const HOST = "api.anthropic.com";
const NOT_SET_UP = "no provider is set up: choose one in Settings, AI";

/** The provider, the rules and the audit log of a workspace in memory, as far as the window can tell. */
export class FakeProvider {
  state: AiState = {
    provider: null,
    host: null,
    has_key: false,
    rules: { on: false, mcp: false, closed_kinds: [], read_only_kinds: [], closed_roles: [] },
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
  /** Newest first. */
  log: AuditLine[] = [];
  private readonly emit: (event: Event) => void;

  constructor(emit: (event: Event) => void) {
    this.emit = emit;
  }

  /** Sets the assistant up and switches it on, as a person would have. */
  ready(part: Partial<AiState> = {}): this {
    this.state = {
      provider: {
        id: "anthropic",
        base_url: `https://${HOST}/v1`,
        model: "claude-sonnet-5",
        allow_private: false,
      },
      host: HOST,
      has_key: true,
      rules: { on: true, mcp: false, closed_kinds: [], read_only_kinds: [], closed_roles: [] },
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

  readonly handlers: Handlers = {
    ai_state: () => this.state,
    ai_switch: ({ on }) =>
      this.become({
        rules: { ...this.state.rules, on },
        problem: on
          ? this.state.provider
            ? null
            : NOT_SET_UP
          : "AI is switched off: switch it on in Settings, AI",
      }),
    ai_rules_set: ({ rules }) => this.become({ rules }),
    provider_offers: () => ({
      providers: [
        {
          id: "anthropic",
          label: "Anthropic",
          base_url: `https://${HOST}/v1`,
          suggested_models: ["claude-sonnet-5"],
          needs_key: true,
        },
        {
          id: "openai",
          label: "OpenAI",
          base_url: "https://api.openai.com/v1",
          suggested_models: ["gpt-6"],
          needs_key: true,
        },
        { id: "custom", label: "Custom", base_url: "", suggested_models: [], needs_key: false },
      ],
    }),
    provider_models: () => ({
      models: [{ id: "claude-sonnet-5", label: "Claude Sonnet 5", used_for: "chat" }],
    }),
    provider_check: () => this.checked,
    provider_set: ({ provider, key }) => {
      if (!this.checked.usable) return { checked: this.checked, state: this.state };
      const state = this.become({
        provider,
        host: new URL(provider.base_url).host,
        has_key: key !== null || this.state.has_key,
        problem: null,
        rules: { ...this.state.rules, on: true },
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
