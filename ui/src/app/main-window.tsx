import { RouterProvider } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { Empty } from "@/components/ui/notice";
import { Button } from "@/components/ui/button";
import { Blocked } from "@/features/onboarding/blocked";
import { FirstRun } from "@/features/onboarding/first-run";
import { Opening } from "@/features/onboarding/opening";
import { RecoveryCode } from "@/features/onboarding/recovery-code";
import { useCommand } from "@/ipc/use-command";
import { recoveryPutOff } from "@/lib/window-state";
import { WorkspaceProvider } from "@/lib/workspace";
import { startKeymap } from "./actions/keymap";
import { createAppRouter } from "./router";

/** The main window: the screen of the phase that the application is in. */
export function MainWindow() {
  useEffect(() => startKeymap(window), []);
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
  const [router] = useState(createAppRouter);
  return <RouterProvider router={router} />;
}
