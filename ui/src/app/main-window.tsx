import { RouterProvider } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { Empty } from "@/components/ui/notice";
import { Button } from "@/components/ui/button";
import { Blocked } from "@/features/onboarding/blocked";
import { FirstRun } from "@/features/onboarding/first-run";
import { Opening } from "@/features/onboarding/opening";
import { recoveryCode } from "@/features/onboarding/recovery-code-store";
import { RecoveryCode } from "@/features/onboarding/recovery-code";
import { useCommand } from "@/ipc/use-command";
import { useDraftKeeping } from "@/lib/draft-texts";
import { useStore } from "@/lib/store";
import { recoveryPutOff } from "@/lib/window-state";
import { WorkspaceProvider } from "@/lib/workspace";
import { startKeymap } from "./actions/keymap";
import { createAppRouter } from "./router";

/** The main window: the screen of the phase that the application is in. */
export function MainWindow() {
  useEffect(() => startKeymap(window), []);
  const made = useStore(recoveryCode);
  const { data: state, error, refetch } = useCommand("app_state", {});
  if (error) {
    return (
      <Empty
        title="Workestra did not answer"
        actions={<Button onClick={() => void refetch()}>Try again</Button>}
      >
        {error.message}
      </Empty>
    );
  }
  if (!state) return <Opening step="Starting" />;
  const { phase } = state;
  // The core may be ready before the person has the code that it answers once.
  if (phase.phase === "ready" || phase.phase === "confirm_recovery_code") {
    const name = phase.phase === "ready" ? phase.workspace.name : phase.name;
    if (made === "being made") return <Opening step="making the workspace" />;
    if (made !== "none") return <RecoveryCode name={name} onPutOff={() => recoveryPutOff.set(true)} />;
  }
  switch (phase.phase) {
    case "first_run":
      return (
        <FirstRun
          folder={phase.folder}
          keychainProblem={phase.keychain_problem}
          workspaces={state.workspaces}
        />
      );
    case "opening":
      return <Opening step={phase.step} />;
    case "confirm_recovery_code":
      return <RecoveryCode name={phase.name} onPutOff={() => recoveryPutOff.set(true)} />;
    case "blocked":
      return <Blocked {...phase} workspaces={state.workspaces} />;
    case "ready":
      return (
        <WorkspaceProvider key={phase.workspace.path} fallback={<Opening step="Reading the workspace" />}>
          <Ready />
        </WorkspaceProvider>
      );
  }
}

function Ready() {
  useDraftKeeping();
  const [router] = useState(createAppRouter);
  return <RouterProvider router={router} />;
}
