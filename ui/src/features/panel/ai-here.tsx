import { useAi } from "@/components/assistant/ai-availability";
import { whyNotAsked } from "@/components/assistant/use-ask-about";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import type { AiState, Entity } from "@/ipc/bindings";
import { useGo } from "@/lib/navigation";
import { sentence } from "@/lib/sentence";
import { useOnline } from "@/lib/use-online";
import { useWorkspace } from "@/lib/workspace";
import { SectionNote, SectionSkeleton } from "./panel-section";

const REST = "The rest works without it.";

/** How AI stands for an entity: whether it can be asked, or why it cannot. */
export type AiHere =
  | { here: "unknown" }
  | { here: "unreadable"; why: string }
  | { here: "hindered"; why: string; /** The button that leads out of it. */ way?: string }
  | { here: "ready"; /** Whether the provider is surely out of reach. */ offline: boolean };

/** Follows how AI stands for an entity; `inTrash` is what is said of one in the trash. */
export function useAiHere(
  { kind, deleted_at }: Entity,
  inTrash: string,
): { ai: AiHere; state: AiState | undefined } {
  const { state, availability, unreadable } = useAi();
  const workspace = useWorkspace();
  const online = useOnline();
  return { ai: here(), state };

  function here(): AiHere {
    if (unreadable !== undefined) return { here: "unreadable", why: unreadable };
    if (availability === "unknown") return { here: "unknown" };
    if (availability === "not_set_up")
      return {
        here: "hindered",
        why: `AI is not set up, and no model is asked anything. ${REST}`,
        way: "Set up AI",
      };
    if (deleted_at !== null) return { here: "hindered", why: inTrash };
    const whyNot = whyNotAsked(availability, state, workspace.kind(kind));
    if (whyNot !== undefined)
      return { here: "hindered", why: `${sentence(whyNot)}. ${REST}`, way: "AI settings" };
    return { here: "ready", offline: !online && state?.provider?.allow_private !== true };
  }
}

/** Why AI cannot be asked, and the way out for those who may take it; nothing where it can. */
export function Hindered({ ai }: { ai: AiHere }) {
  const { member, me } = useWorkspace();
  const go = useGo();
  switch (ai.here) {
    case "unreadable":
      return (
        <Notice tone="danger" title="How it stands with AI could not be read">
          {ai.why}
        </Notice>
      );
    case "unknown":
      return <SectionSkeleton label="Looking whether AI can be asked" rows={1} />;
    case "hindered":
      return (
        <div className="flex flex-col items-start gap-2">
          <SectionNote>{ai.why}</SectionNote>
          {ai.way !== undefined && member(me)?.role === "administrator" && (
            <Button onClick={() => go.settings("ai")}>{ai.way}</Button>
          )}
        </div>
      );
    case "ready":
      return null;
  }
}
