import type { AiState } from "@/ipc/bindings";
import { useCommand } from "@/ipc/use-command";

/** Why the assistant can be used or not: each has a screen of its own. */
export type Availability = "unknown" | "not_set_up" | "off" | "no_key" | "hindered" | "ready";

export function availabilityOf(state: AiState | undefined): Availability {
  if (!state) return "unknown";
  if (!state.provider) return "not_set_up";
  if (!state.rules.on) return "off";
  if (!state.problem) return "ready";
  return state.has_key ? "hindered" : "no_key";
}

type Ai = {
  state: AiState | undefined;
  availability: Availability;
  /** Why the state itself could not be read. */
  unreadable: string | undefined;
};

/** The state of the assistant, followed, and what it comes to. */
export function useAi(): Ai {
  const { data: state, error } = useCommand("ai_state", {});
  return { state, availability: availabilityOf(state), unreadable: error?.message };
}
