import { useMemo, useRef, useState } from "react";
import { useAi } from "@/components/assistant/ai-availability";
import type { PaletteHost } from "@/features/palette/host";
import { Palette } from "@/features/palette/palette";
import { sayProblem } from "@/components/ui/toaster";
import { call } from "@/ipc/call";
import { useEvent } from "@/ipc/events";
import { useCommand } from "@/ipc/use-command";
import { WorkspaceProvider } from "@/lib/workspace";
import { launcherCommands } from "./layout/palette-commands";

/** The palette on the global shortcut, in a window of its own. */
export function LauncherWindow() {
  const { data: state } = useCommand("app_state", {});
  if (state?.phase.phase !== "ready") return <NotReady phase={state?.phase.phase} />;
  return (
    <WorkspaceProvider key={state.phase.workspace.path} fallback={null}>
      <Launcher />
    </WorkspaceProvider>
  );
}

function Launcher() {
  const input = useRef<HTMLInputElement>(null);
  const [shown, setShown] = useState(0);
  const asks = useAi().availability === "ready";
  const host = useMemo<PaletteHost>(
    () => ({
      kind: "launcher",
      close: hide,
      open: (reference) => void call("entity_open", { entity: reference }).catch(sayProblem),
      run: (id) => runInMain(id),
      // It is asked in the main window's conversation, where what would leave is shown first.
      ...(asks ? { ask: (question) => runInMain("chat.new", question) } : {}),
      commands: launcherCommands(),
    }),
    [asks],
  );
  useEvent("launcher_shown", () => {
    // What was typed stays, chosen, so that the next key replaces it.
    input.current?.focus();
    input.current?.select();
    setShown((count) => count + 1);
  });
  return (
    <main className="flex h-full flex-col border border-line-2 bg-raised">
      <h1 className="sr-only">Search and commands</h1>
      <Palette host={host} inputRef={input} initialText="" shown={shown} autoFocus />
    </main>
  );
}

function NotReady({ phase }: { phase: string | undefined }) {
  return (
    <main
      className="flex h-full flex-col items-center justify-center gap-1 border border-line-2 bg-raised p-8 text-center outline-none"
      tabIndex={-1}
      ref={(element) => element?.focus()}
      onKeyDown={(event) => {
        if (event.key === "Escape") hide();
      }}
    >
      <p className="text-lg font-semibold">
        {phase === "opening" ? "The workspace is being opened" : "No workspace is open"}
      </p>
      {phase !== "opening" && (
        <p className="text-ink-3">Open or create one in the main window; then search works here.</p>
      )}
    </main>
  );
}

function runInMain(action: string, text: string | null = null) {
  void call("action_run", { action, text }).catch(sayProblem);
}

function hide() {
  void call("launcher_hide", {}).catch(sayProblem);
}
