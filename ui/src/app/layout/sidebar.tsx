import { Link, useLocation, useSearch } from "@tanstack/react-router";
import { Plus, Search, Settings as SettingsIcon, Sun, Upload } from "lucide-react";
import { KindIcon } from "@/components/entity/kind-icon";
import { IconButton } from "@/components/ui/button";
import { Keys } from "@/components/ui/keys";
import { useCommand } from "@/ipc/use-command";
import { number } from "@/lib/count";
import { cx } from "@/lib/cx";
import { keyText } from "@/lib/keys";
import { kindOfList, listName } from "@/lib/navigation";
import { useStore } from "@/lib/store";
import { creating, palette, sidebar } from "@/lib/window-state";
import { useWorkspace } from "@/lib/workspace";
import { goTo, keysOf } from "../actions/catalogue";
import { ChatLink } from "./chat-link";
import { OutboxLink } from "./outbox-link";
import { PinnedViews } from "./pinned-views";
import { ResizeEdge } from "./resize-edge";
import { WaitingLink } from "./waiting-link";
import { WorkspaceMenu } from "./workspace-menu";

const ROW = "flex h-7 w-full items-center gap-2 rounded px-2 text-base hover:bg-hover";

/** Where the five modules are, the way to everything else, and what calls for action. */
export function Sidebar() {
  const { kinds } = useWorkspace();
  const { width } = useStore(sidebar);
  const { data } = useCommand("kind_counts", {});
  const { pathname } = useLocation();
  const current = kindOfList(kinds, pathname.split("/")[1] ?? "");
  const { view } = useSearch({ strict: false });
  return (
    <nav
      aria-label="Workspace"
      className="relative flex shrink-0 flex-col border-r bg-side"
      style={{ width }}
    >
      <ResizeEdge
        label="Width of the sidebar"
        side="right"
        width={width}
        min={180}
        max={360}
        onResize={(next) => sidebar.set({ open: true, width: next })}
      />
      <div className="flex h-11 items-center gap-1 px-2">
        <WorkspaceMenu />
        <IconButton
          label="Create"
          keys={keysOf("create.here")}
          onClick={() => creating.set(current ?? "contact")}
        >
          <Plus size={16} />
        </IconButton>
      </div>
      <div className="px-2 pb-2">
        <button
          type="button"
          data-action="palette"
          aria-keyshortcuts={keyText(keysOf("palette.open") ?? "", false)}
          onClick={() => palette.set({ open: true, text: "" })}
          className="flex h-7 w-full items-center gap-2 rounded border border-line-2 bg-raised px-2 text-ink-3 hover:text-ink-2"
        >
          <Search size={14} aria-hidden />
          <span className="min-w-0 flex-1 truncate text-left">Search</span>
          <Keys binding={keysOf("palette.open") ?? ""} />
        </button>
      </div>
      <div className="px-2 pb-px">
        <Link
          to="/my-day"
          aria-current={pathname === "/my-day" ? "page" : undefined}
          title={`My day (${keyText(keysOf("go.my-day") ?? "")})`}
          className={cx(
            ROW,
            "no-underline",
            pathname === "/my-day" && "bg-selected font-medium hover:bg-selected",
          )}
        >
          <Sun size={15} className="text-ink-3" aria-hidden />
          <span className="flex-1 truncate">My day</span>
        </Link>
      </div>
      <ul className="flex flex-1 flex-col gap-px overflow-y-auto px-2">
        {kinds.map((def) => {
          const overdue = data?.counts.find(({ kind }) => kind === def.kind)?.overdue ?? 0;
          return (
            <li key={def.kind}>
              <Link
                to="/$list"
                params={{ list: listName(def.kind) }}
                search={{}}
                aria-current={current === def.kind && !view ? "page" : undefined}
                title={`${def.plural} (${keyText(keysOf(goTo(def.kind)) ?? "")})`}
                className={cx(
                  ROW,
                  "no-underline",
                  current === def.kind && !view && "bg-selected font-medium hover:bg-selected",
                )}
              >
                <KindIcon kind={def.kind} />
                <span className="flex-1 truncate">{def.plural}</span>
                {overdue > 0 && (
                  <span
                    className="text-sm font-medium text-danger tabular-nums"
                    title={`${number(overdue)} overdue`}
                  >
                    <span className="sr-only">,</span> {number(overdue)}{" "}
                    <span className="sr-only">overdue</span>
                  </span>
                )}
              </Link>
            </li>
          );
        })}
        <PinnedViews />
      </ul>
      <ul className="flex flex-col gap-px p-2">
        <WaitingLink className={ROW} />
        <ChatLink className={ROW} />
        <OutboxLink className={ROW} />
        <li>
          <Link
            to="/import"
            search={{}}
            aria-current={pathname === "/import" ? "page" : undefined}
            className={cx(ROW, "text-ink-2 no-underline", pathname === "/import" && "bg-selected")}
          >
            <Upload size={15} className="text-ink-3" aria-hidden />
            <span className="flex-1">Import</span>
          </Link>
        </li>
        <li>
          <Link
            to="/settings"
            aria-current={pathname === "/settings" ? "page" : undefined}
            className={cx(ROW, "text-ink-2 no-underline", pathname === "/settings" && "bg-selected")}
          >
            <SettingsIcon size={15} className="text-ink-3" aria-hidden />
            <span className="flex-1">Settings</span>
          </Link>
        </li>
      </ul>
    </nav>
  );
}
