import { useAi } from "@/components/assistant/ai-availability";
import { providerInUse } from "@/components/assistant/provider-names";
import { Notice } from "@/components/ui/notice";
import type { AiState } from "@/ipc/bindings";
import { useCommand } from "@/ipc/use-command";
import { AdministratorsOnly, Group, Line, useMayConfigure } from "../settings-parts";
import { AiMasking } from "./ai-masking";
import { AiRoles, AiRules, AiSummaries } from "./ai-rules";
import { AiSwitch } from "./ai-switch";
import { AiVectors } from "./ai-vectors";
import { ProviderForm } from "./provider-form";

/** Whether there is an assistant, who runs it, and what it may do. */
export function AiSection() {
  const mayConfigure = useMayConfigure();
  const { state } = useAi();
  const { data: offers, error } = useCommand("provider_offers", {});
  const { error: unread } = useCommand("ai_state", {});
  const vectors = useCommand("embedding_state", {}).data?.host ?? null;
  const problem = unread ?? error;
  return (
    <>
      <Group title="AI">
        <AdministratorsOnly />
        {problem && (
          <Notice tone="danger" title="The settings of AI cannot be read">
            {problem.message}
          </Notice>
        )}
        {state && <AiSwitch state={state} mayConfigure={mayConfigure} />}
        <WhatItDoes
          host={state?.host ?? null}
          vectors={vectors}
          unasked={state?.rules.summaries_unasked === true}
        />
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
          <Group
            title="Summaries"
            about="An entity’s panel can say in a few sentences what it comes to, each with what it rests on. One is written when somebody asks for it."
          >
            <AiSummaries rules={state.rules} mayConfigure={mayConfigure} host={state.host} />
          </Group>
        </>
      )}
      <Group
        title="What is masked"
        about="A masked value is replaced by a placeholder such as ⟨email_1⟩ before anything leaves this machine; the same value has the same placeholder. Only this machine can turn it back, for what you see and for what you approve."
      >
        <AiMasking rules={state?.rules} mayConfigure={mayConfigure} />
      </Group>
      <Group
        title="Vectors for search"
        about="Search finds things by what they mean through numbers that a model makes of each text. A model on this device makes them without anything leaving it; another one may find more, and gets to read the masked texts."
      >
        <AiVectors mayConfigure={mayConfigure} />
      </Group>
    </>
  );
}

type WhatItDoesProps = {
  host: string | null;
  /** The host that texts go to for vectors; none while they are made here. */
  vectors: string | null;
  /** Whether summaries are written without a click. */
  unasked: boolean;
};

function WhatItDoes({ host, vectors, unasked }: WhatItDoesProps) {
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
          {unasked && " Opening an entity’s panel sends what its summary reads."}
          {vectors !== null && ` For search by meaning, masked texts go to ${vectors}.`}
        </li>
        <li>
          <b className="font-medium text-ink">What stays:</b>{" "}
          {vectors === null
            ? "the workspace itself, search, and the vectors that find things by meaning."
            : "the workspace itself and search by words."}
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
