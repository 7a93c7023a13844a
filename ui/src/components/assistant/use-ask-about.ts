import { say } from "@/components/ui/toaster";
import type { AiState, Entity, KindDef } from "@/ipc/bindings";
import { askedAbout } from "@/lib/window-state";
import { useWorkspace } from "@/lib/workspace";
import { useAi, type Availability } from "./ai-availability";

type Ask = {
  /** Whether there is anything to offer: who set up no AI is not reminded of it on every page. */
  offered: boolean;
  /** Why it cannot be asked now, as a sentence. */
  whyNot: string | undefined;
  run: (question?: string) => void;
};

/** The way from an entity into a conversation about it. */
export function useAskAbout({
  id,
  reference,
  title,
  kind,
}: Pick<Entity, "id" | "reference" | "title" | "kind">): Ask {
  const { state, availability } = useAi();
  const workspace = useWorkspace();
  const whyNot = whyNotAsked(availability, state, workspace.kind(kind));
  return {
    offered: availability !== "unknown" && availability !== "not_set_up",
    whyNot,
    run(question) {
      if (whyNot !== undefined) say(whyNot);
      else askedAbout.set({ id, reference, title, ...(question === undefined ? {} : { question }) });
    },
  };
}

/** Why an entity of a kind cannot be asked about. */
export function whyNotAsked(
  availability: Availability,
  state: AiState | undefined,
  { kind, plural }: Pick<KindDef, "kind" | "plural">,
): string | undefined {
  switch (availability) {
    case "ready":
      return state?.rules.closed_kinds.includes(kind)
        ? `${plural} are closed to AI in this workspace`
        : undefined;
    case "off":
      return "AI is switched off: an administrator can switch it on in the settings";
    default:
      return state?.problem ?? "AI cannot be used now: look into its settings";
  }
}
