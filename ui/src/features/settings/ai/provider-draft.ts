import type { AiState, Provider, ProviderId, ProviderOffer } from "@/ipc/bindings";

export type ProviderProblem = { field: "provider" | "base_url" | "key" | "model"; message: string };

export type ProviderDraft = {
  id: ProviderId | null;
  base_url: string;
  model: string;
  allow_private: boolean;
};

export function draftOf(provider: Provider | null): ProviderDraft {
  return provider ?? { id: null, base_url: "", model: "", allow_private: false };
}

/** Another provider: its own address, and nothing of the former. */
export function chosen(offer: ProviderOffer, inUse: Provider | null): ProviderDraft {
  if (inUse?.id === offer.id) return inUse;
  return { id: offer.id, base_url: offer.base_url, model: "", allow_private: false };
}

/** Whether the key in the keychain belongs to this: it is sent to no other place than it was entered for. */
export function keyIsThere(draft: ProviderDraft, state: AiState): boolean {
  const { provider, has_key } = state;
  return has_key && provider?.id === draft.id && hostOf(provider.base_url) === hostOf(draft.base_url);
}

/** What is missing for asking the provider anything. */
export function problemOf(
  draft: ProviderDraft,
  offer: ProviderOffer | undefined,
  hasKey: boolean,
): ProviderProblem | undefined {
  if (!offer) return { field: "provider", message: "choose a provider" };
  if (draft.base_url.trim() === "") return { field: "base_url", message: "write the address of your server" };
  if (hostOf(draft.base_url) === undefined)
    return { field: "base_url", message: "write a whole address, such as https://llm.company.com/v1" };
  if (draft.base_url.trim().startsWith("http:") && !draft.allow_private)
    return {
      field: "base_url",
      message: "write https, or say below that the server is on this machine or in your own network",
    };
  if (offer.needs_key && !hasKey) return { field: "key", message: `write your key of ${offer.label}` };
  return undefined;
}

/** As the core takes it; the problem says what is missing otherwise. */
export function providerFrom(draft: ProviderDraft): Provider | undefined {
  if (draft.id === null) return undefined;
  const { id, base_url, model, allow_private } = draft;
  return { id, base_url: base_url.trim(), model: model.trim(), allow_private };
}

export function hostOf(url: string): string | undefined {
  try {
    const { host, protocol } = new URL(url.trim());
    return (protocol === "https:" || protocol === "http:") && host ? host : undefined;
  } catch {
    return undefined;
  }
}
