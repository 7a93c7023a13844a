import { AiSign } from "@/components/assistant/ai-sign";
import { useAskAbout } from "@/components/assistant/use-ask-about";
import { providerInUse } from "@/components/assistant/provider-names";
import { Button } from "@/components/ui/button";
import type { Entity } from "@/ipc/bindings";
import { stageOf, useWorkspace } from "@/lib/workspace";
import { Hindered, useAiHere } from "./ai-here";
import { PanelSection, SectionNote } from "./panel-section";
import { questionsFor } from "./questions";

/** The way into a conversation about the entity, with three questions that fit it; or why there is none now. */
export function AskSection({ entity }: { entity: Entity }) {
  const { ai, state } = useAiHere(entity, "It is in the trash: restore it to ask about it.");
  const { run } = useAskAbout(entity);
  const { kind } = useWorkspace();
  const stage = stageOf(kind(entity.kind), entity.fields["stage"])?.class ?? "open";
  return (
    <PanelSection id="ask" title="Ask AI" beside={<AiSign size={13} quiet={ai.here !== "ready"} />}>
      {ai.here === "ready" ? (
        <div className="flex flex-col gap-1.5">
          {ai.offline && (
            <SectionNote>This machine is offline: a question can be written, and is sent later.</SectionNote>
          )}
          <ul aria-label="Questions" className="flex flex-col gap-1.5">
            {questionsFor(entity.kind, stage, entity.reference).map((question) => (
              <li key={question}>
                <button
                  type="button"
                  onClick={() => run(question)}
                  className="w-full rounded-md border border-line-2 bg-raised px-2.5 py-1.5 text-left text-sm hover:bg-hover"
                >
                  {question}
                </button>
              </li>
            ))}
          </ul>
          <div className="flex items-center gap-2">
            <Button onClick={() => run()}>Ask something else…</Button>
            {state?.provider && (
              <span className="min-w-0 truncate text-xs text-ink-3" title={providerInUse(state.provider)}>
                {providerInUse(state.provider)}
              </span>
            )}
          </div>
          <p className="text-xs text-ink-3">You see what leaves before you send it.</p>
        </div>
      ) : (
        <Hindered ai={ai} />
      )}
    </PanelSection>
  );
}
