import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { providerInUse } from "@/components/assistant/provider-names";
import { Spinner } from "@/components/ui/spinner";
import { Switch } from "@/components/ui/switch";
import { say, sayProblem } from "@/components/ui/toaster";
import type { AiState } from "@/ipc/bindings";
import { call } from "@/ipc/call";
import { setAnswer } from "@/ipc/use-command";

/** The one switch, at the top of every page about AI. */
export function AiSwitch({ state, mayConfigure }: { state: AiState; mayConfigure: boolean }) {
  const client = useQueryClient();
  const [busy, setBusy] = useState(false);
  const { on } = state.rules;
  const possible = on || state.provider !== null;

  async function turn(next: boolean) {
    if (busy) return;
    setBusy(true);
    try {
      setAnswer(client, "ai_state", {}, await call("ai_switch", { on: next }));
      say(next ? "AI is on" : "AI is off: what ran was stopped");
    } catch (error) {
      sayProblem(error);
    } finally {
      setBusy(false);
    }
  }

  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1 rounded-md border bg-sunken px-3 py-2.5">
      {mayConfigure && possible ? (
        <Switch id="ai-on" label="AI in this workspace" checked={on} onChange={(next) => void turn(next)} />
      ) : null}
      <span className="font-medium">{on ? "AI is on" : "AI is off"}</span>
      {busy && <Spinner size={13} />}
      <span className="min-w-0 flex-1 text-ink-2">{words(state)}</span>
    </div>
  );
}

function words({ rules, provider, problem }: AiState): string {
  if (!provider) return "Choose a provider below first.";
  if (!rules.on) return `${providerInUse(provider)} is set up. Nothing is sent to it while AI is off.`;
  if (problem) return problem;
  return "Switching it off stops what runs within a second, and what waits for an answer expires.";
}
