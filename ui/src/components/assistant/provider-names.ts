import type { Provider, ProviderId } from "@/ipc/bindings";

const NAMES: Record<ProviderId, string> = {
  anthropic: "Anthropic",
  openai: "OpenAI",
  moonshotai: "Moonshot AI",
  xai: "xAI",
  deepseek: "DeepSeek",
  custom: "Your own server",
};

/** What people call a provider. */
export function providerName(id: ProviderId): string {
  return NAMES[id];
}

/** A provider with its model, for lines that say what is in use: `Anthropic claude-sonnet-5`. */
export function providerInUse({ id, model }: Provider): string {
  return `${providerName(id)} ${model}`.trim();
}
