import { ChevronDown, FolderOpen, Plus } from "lucide-react";
import { Menu, MenuAction, MenuHeading, MenuSeparator } from "@/components/ui/menu";
import { sayProblem } from "@/components/ui/toaster";
import { call } from "@/ipc/call";
import { useCommand } from "@/ipc/use-command";
import { flushDraftTexts } from "@/lib/draft-texts";

/** The open workspace, and the way to the others. */
export function WorkspaceMenu() {
  const { data } = useCommand("app_state", {});
  const open = data?.workspaces.find((entry) => entry.open);
  const name = open?.name ?? "Workspace";
  return (
    <Menu
      trigger={
        <button
          type="button"
          aria-label={`Workspace ${name}: switch`}
          className="flex h-7 min-w-0 flex-1 items-center gap-2 rounded px-1.5 text-left hover:bg-hover data-[popup-open]:bg-hover"
        >
          <span
            aria-hidden
            data-initial={Array.from(name)[0]?.toUpperCase()}
            // Drawn, not written: it is no part of what the button is called.
            className="flex size-5 shrink-0 items-center justify-center rounded-sm bg-accent text-xs font-semibold text-accent-ink before:content-[attr(data-initial)]"
          />
          <span className="min-w-0 truncate font-semibold">{name}</span>
          <ChevronDown size={13} className="shrink-0 text-ink-3" aria-hidden />
        </button>
      }
    >
      <MenuHeading>Workspaces</MenuHeading>
      {data?.workspaces.map((entry) => (
        <MenuAction
          key={entry.path}
          checked={entry.open}
          onSelect={() => {
            if (!entry.open) void openWorkspace(entry.path);
          }}
        >
          <span title={entry.path}>{entry.name}</span>
        </MenuAction>
      ))}
      <MenuSeparator />
      <MenuAction icon={<FolderOpen size={14} />} onSelect={() => void pickWorkspace()}>
        Open a folder…
      </MenuAction>
      <MenuAction icon={<Plus size={14} />} onSelect={() => void closeWorkspace()}>
        New workspace…
      </MenuAction>
    </Menu>
  );
}

async function openWorkspace(path: string) {
  try {
    // What is kept after this is kept in the other one.
    await flushDraftTexts();
    await call("workspace_open", { path, recovery_code: null });
  } catch (error) {
    sayProblem(error);
  }
}

async function pickWorkspace() {
  try {
    const { path } = await call("file_pick", { purpose: "workspace", suggested_name: null });
    if (path) await openWorkspace(path);
  } catch (error) {
    sayProblem(error);
  }
}

/** Closing leads to the first-run screen, which makes workspaces and lists the known ones. */
async function closeWorkspace() {
  try {
    await flushDraftTexts();
    await call("workspace_close", {});
  } catch (error) {
    sayProblem(error);
  }
}
