import { useAi } from "@/components/assistant/ai-availability";
import { AiSign } from "@/components/assistant/ai-sign";
import { useAskAbout } from "@/components/assistant/use-ask-about";
import { providerInUse } from "@/components/assistant/provider-names";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import type { Entity } from "@/ipc/bindings";
import { useGo } from "@/lib/navigation";
import { useOnline } from "@/lib/use-online";
import { sentence } from "@/lib/sentence";
import { stageOf, useWorkspace } from "@/lib/workspace";
import { PanelSection, SectionNote, SectionSkeleton } from "./panel-section";
import { questionsFor } from "./questions";

/** The way into a conversation about the entity, with three questions that fit it; or why there is none now. */
export function AskSection({ entity }: { entity: Entity }) {
  const { state, availability, unreadable } = useAi();
  const { whyNot, run } = useAskAbout(entity);
  const { member, me, kind } = useWorkspace();
  const go = useGo();
  const online = useOnline();
  const mayConfigure = member(me)?.role === "administrator";
  const stage = stageOf(kind(entity.kind), entity.fields["stage"])?.class ?? "open";
  const offline = !online && state?.provider?.allow_private !== true;
  return (
    <PanelSection id="ask" title="Ask AI" beside={<AiSign size={13} quiet={availability !== "ready"} />}>
      {body()}
    </PanelSection>
  );

  function settings(label: string) {
    return mayConfigure ? <Button onClick={() => go.settings("ai")}>{label}</Button> : null;
  }

  function body() {
    if (unreadable !== undefined)
      return (
        <Notice tone="danger" title="How it stands with AI could not be read">
          {unreadable}
        </Notice>
      );
    if (availability === "unknown")
      return <SectionSkeleton label="Looking whether AI can be asked" rows={1} />;
    if (availability === "not_set_up")
      return (
        <div className="flex flex-col items-start gap-2">
          <SectionNote>
            AI is not set up, and no model is asked anything. What stands above works without it.
          </SectionNote>
          {settings("Set up AI")}
        </div>
      );
    if (entity.deleted_at !== null)
      return <SectionNote>It is in the trash: restore it to ask about it.</SectionNote>;
    if (whyNot !== undefined)
      return (
        <div className="flex flex-col items-start gap-2">
          <SectionNote>{sentence(whyNot)}. What stands above works without it.</SectionNote>
          {settings("AI settings")}
        </div>
      );
    return (
      <div className="flex flex-col gap-1.5">
        {offline && (
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
    );
  }
}
