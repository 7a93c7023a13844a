import { useAi, type Availability } from "@/components/assistant/ai-availability";
import { AiSign } from "@/components/assistant/ai-sign";
import { providerInUse } from "@/components/assistant/provider-names";
import { openChat } from "@/features/chat/chat-store";
import type { AiState } from "@/ipc/bindings";
import { count } from "@/lib/count";
import { keyText } from "@/lib/keys";
import { keysOf } from "../actions/catalogue";

/** Whether AI is on, by whom, and what waits for the person; opens the conversation. */
export function AiLine() {
  const { state, availability } = useAi();
  const pending = state?.pending ?? 0;
  return (
    <button
      type="button"
      onClick={openChat}
      title={`${state?.problem ?? "Talk with the assistant"} (${keyText(keysOf("chat.toggle") ?? "")})`}
      className="flex min-w-0 items-center gap-1.5 rounded px-1 normal-nums hover:text-ink"
    >
      <AiSign size={12} quiet={availability !== "ready"} />
      <span className="truncate">{words(availability, state)}</span>
      {pending > 0 && (
        <span className="shrink-0 font-medium text-warn">{count(pending, "change")} waiting</span>
      )}
    </button>
  );
}

function words(availability: Availability, state: AiState | undefined): string {
  switch (availability) {
    case "unknown":
    case "not_set_up":
    case "off":
      return "AI off";
    case "no_key":
      return "AI needs a key";
    case "hindered":
      return "AI cannot be used now";
    case "ready":
      return state?.provider ? providerInUse(state.provider) : "AI on";
  }
}
