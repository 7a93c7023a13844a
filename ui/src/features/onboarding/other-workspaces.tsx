import { FolderOpen } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import type { WorkspaceEntry } from "@/ipc/bindings";
import { asFailure, call } from "@/ipc/call";

type Props = { workspaces: WorkspaceEntry[]; except?: string };

/** The way to workspaces that are there already: those known on this machine, and any folder. */
export function OtherWorkspaces({ workspaces, except }: Props) {
  const [problem, setProblem] = useState<string>();
  const others = workspaces.filter((entry) => entry.path !== except);

  async function open(path: string) {
    setProblem(undefined);
    try {
      await call("workspace_open", { path, recovery_code: null });
    } catch (error) {
      setProblem(asFailure(error).message);
    }
  }

  async function pick() {
    try {
      const { path } = await call("file_pick", { purpose: "workspace", suggested_name: null });
      if (path) await open(path);
    } catch (error) {
      setProblem(asFailure(error).message);
    }
  }

  return (
    <section className="flex flex-col gap-2 border-t pt-4">
      <h2 className="text-sm font-medium text-ink-2">Open another workspace</h2>
      {others.length > 0 && (
        <ul className="flex flex-col gap-1">
          {others.map((entry) => (
            <li key={entry.path}>
              <button
                type="button"
                onClick={() => void open(entry.path)}
                className="flex w-full items-baseline gap-3 rounded border border-line bg-raised px-3 py-1.5 text-left hover:bg-hover"
              >
                <span className="shrink-0 font-medium">{entry.name}</span>
                <span className="min-w-0 truncate text-sm text-ink-3">{entry.path}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
      <div>
        <Button icon={<FolderOpen size={14} />} onClick={() => void pick()}>
          Open a folder…
        </Button>
      </div>
      {problem && <Notice tone="danger">{problem}</Notice>}
    </section>
  );
}
