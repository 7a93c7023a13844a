import { useQueryClient } from "@tanstack/react-query";
import { useAi } from "@/components/assistant/ai-availability";
import { say, sayProblem } from "@/components/ui/toaster";
import { useMayConfigure } from "@/features/settings/settings-parts";
import { call } from "@/ipc/call";
import { setAnswer } from "@/ipc/use-command";
import { useGo } from "@/lib/navigation";
import { useWaiting } from "../layout/waiting-link";
import { useAction } from "./registry";

/** What the window can do about AI wherever one is in it. */
export function AssistantActions() {
  const client = useQueryClient();
  const go = useGo();
  const mayConfigure = useMayConfigure();
  const { state } = useAi();
  const { waiting, review } = useWaiting();
  const on = state?.rules.on ?? false;

  async function turn(next: boolean) {
    try {
      setAnswer(client, "ai_state", {}, await call("ai_switch", { on: next }));
      say(next ? "AI is on" : "AI is off: what ran was stopped");
    } catch (error) {
      sayProblem(error);
    }
  }

  useAction("confirmations.review", () => (waiting > 0 ? review() : say("nothing waits for your answer")));
  useAction("ai.off", () => void turn(false), mayConfigure && on);
  useAction(
    "ai.on",
    () => void turn(true),
    mayConfigure && state !== undefined && !on && state.provider !== null,
  );
  useAction("settings.ai", () => go.settings("ai"));
  useAction("settings.audit", () => go.settings("audit"));
  return null;
}
