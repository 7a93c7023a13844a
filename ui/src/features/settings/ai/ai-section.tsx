import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useAi } from "@/components/assistant/ai-availability";
import { providerInUse } from "@/components/assistant/provider-names";
import { Notice } from "@/components/ui/notice";
import { Spinner } from "@/components/ui/spinner";
import { Switch } from "@/components/ui/switch";
import { say, sayProblem } from "@/components/ui/toaster";
import type { AiState } from "@/ipc/bindings";
import { call } from "@/ipc/call";
import { setAnswer, useCommand } from "@/ipc/use-command";
import { AdministratorsOnly, Group, Line, useMayConfigure } from "../settings-parts";
import { AiMasking } from "./ai-masking";
import { AiRoles, AiRules } from "./ai-rules";
import { ProviderForm } from "./provider-form";

/** Whether there is an assistant, who runs it, and what it may do. */
export function AiSection() {
  const mayConfigure = useMayConfigure();
  const { state } = useAi();
  const { data: offers, error } = useCommand("provider_offers", {});
  const { error: unread } = useCommand("ai_state", {});
  const problem = unread ?? error;
  return (
    <>
      <Group title="AI">
        <WhatItDoes host={state?.host ?? null} />
        <AdministratorsOnly />
        {problem && (
          <Notice tone="danger" title="The settings of AI cannot be read">
            {problem.message}
          </Notice>
        )}
        {state && <OnOff state={state} mayConfigure={mayConfigure} />}
      </Group>
      <Group
        title="Provider"
        about="The company or server that answers, under your own account with it. The key goes straight into the keychain of this computer and never comes back into a window."
      >
        {!state || !offers ? (
          // The form's room, so that nothing jumps when it comes.
          !problem && <div aria-busy className="h-[420px]" />
        ) : mayConfigure ? (
          <ProviderForm state={state} offers={offers.providers} />
        ) : (
          <Summary state={state} />
        )}
      </Group>
      {state && (
        <>
          <Group
            title="What AI may do with each kind"
            about="Proposing means asking: you answer each change in a window of its own. A closed kind does not exist for AI, not even in search."
          >
            <AiRules rules={state.rules} mayConfigure={mayConfigure} />
          </Group>
          <Group title="Who may use AI" about="Nobody sees more by AI than without it.">
            <AiRoles rules={state.rules} mayConfigure={mayConfigure} />
          </Group>
        </>
      )}
      <Group
        title="What is masked"
        about="A masked value is replaced by a placeholder such as ⟨email_1⟩ before anything leaves this machine. Only this machine can turn it back, for what you see and for what you approve."
      >
        <AiMasking />
      </Group>
    </>
  );
}

function WhatItDoes({ host }: { host: string | null }) {
  const to = host ?? "the provider that you choose";
  return (
    <div className="flex max-w-[68ch] flex-col gap-2 text-ink-2">
      <p>
        The assistant answers questions about this workspace and proposes changes to it. Until you set it up
        here, it is off: nothing of it runs and nothing leaves this machine.
      </p>
      <ul className="flex list-disc flex-col gap-1 pl-5">
        <li>
          <b className="font-medium text-ink">What leaves:</b> your question, and what it has to read to
          answer, masked. It goes to {to} and nowhere else; you can look at it before you send.
        </li>
        <li>
          <b className="font-medium text-ink">What stays:</b> the workspace itself, search, and the vectors
          that find things by meaning.
        </li>
        <li>
          <b className="font-medium text-ink">What it changes:</b> nothing by itself. Each change waits for
          your answer in a window that shows exactly what would happen.
        </li>
        <li>
          <b className="font-medium text-ink">What is kept:</b> every request and every answer, in the audit
          log.
        </li>
      </ul>
    </div>
  );
}

function OnOff({ state, mayConfigure }: { state: AiState; mayConfigure: boolean }) {
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

/** The provider for those who may not change it. */
function Summary({ state: { provider, host } }: { state: AiState }) {
  if (!provider) return <p className="text-ink-2">No provider is set up.</p>;
  return (
    <div className="flex flex-col">
      <Line label="Provider">{providerInUse(provider)}</Line>
      <Line label="Host">{host}</Line>
    </div>
  );
}
