import { Link, useLocation, useSearch } from "@tanstack/react-router";
import { Menu, Plus, Search, Settings as SettingsIcon, Sun, Upload } from "lucide-react";
import { KindIcon } from "@/components/entity/kind-icon";
import { IconButton } from "@/components/ui/button";
import { Keys } from "@/components/ui/keys";
import { useCommand } from "@/ipc/use-command";
import { number } from "@/lib/count";
import { cx } from "@/lib/cx";
import { keyText } from "@/lib/keys";
import { kindOfList, listName } from "@/lib/navigation";
import { useStore } from "@/lib/store";
import { creating, drawer, palette, sidebar } from "@/lib/window-state";
import { useWorkspace } from "@/lib/workspace";
import { goTo, keysOf } from "../actions/catalogue";
import { ChatLink } from "./chat-link";
import { OutboxLink } from "./outbox-link";
import { PinnedViews } from "./pinned-views";
import { ResizeEdge } from "./resize-edge";
import { SideCount } from "./side-count";
import { LABEL, ROW } from "./side-row";
import { WaitingLink } from "./waiting-link";
import { WorkspaceMenu } from "./workspace-menu";

const SIGNS = 44;

/** Whole beside the page, whole over it, or as signs alone where the window is narrow. */
export type SidebarLook = "whole" | "drawer" | "signs";

/** Where the five modules are, the way to everything else, and what calls for action. */
export function Sidebar({ look }: { look: SidebarLook }) {
  const { kinds } = useWorkspace();
  const { width } = useStore(sidebar);
  const { data } = useCommand("kind_counts", {});
  const { pathname } = useLocation();
  const current = kindOfList(kinds, pathname.split("/")[1] ?? "");
  const { view } = useSearch({ strict: false });
  const signs = look === "signs";
  return (
    <nav
      aria-label="Workspace"
      data-signs={signs || undefined}
      className={cx(
        "group/side relative flex min-h-0 shrink-0 flex-col border-r bg-side",
        // In a low window all of it scrolls, under no bar that would be a third of its width.
        signs && "overflow-y-auto [scrollbar-width:none] [&::-webkit-scrollbar]:hidden",
        look === "drawer" && "flex-1",
      )}
      style={look === "drawer" ? undefined : { width: signs ? SIGNS : width }}
    >
      {look === "whole" && (
        <ResizeEdge
          label="Width of the sidebar"
          side="right"
          width={width}
          min={180}
          max={360}
          onResize={(next) => sidebar.set({ open: true, width: next })}
        />
      )}
      <div className={cx("flex shrink-0 items-center gap-1", signs ? "flex-col pt-2 pb-1" : "h-11 px-2")}>
        {signs ? (
          <IconButton
            label="Show the sidebar"
            keys={keysOf("sidebar.toggle")}
            aria-haspopup="dialog"
            onClick={() => drawer.set(true)}
          >
            <Menu size={16} />
          </IconButton>
        ) : (
          <WorkspaceMenu />
        )}
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
          title={signs ? `Search (${keyText(keysOf("palette.open") ?? "")})` : undefined}
          className="flex h-7 w-full items-center gap-2 rounded border border-line-2 bg-raised px-2 text-ink-3 group-data-[signs]/side:justify-center group-data-[signs]/side:px-0 hover:text-ink-2"
        >
          <Search size={14} aria-hidden />
          <span className={cx("min-w-0 text-left", LABEL)}>Search</span>
          {!signs && <Keys binding={keysOf("palette.open") ?? ""} />}
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
          <Sun size={15} className="shrink-0 text-ink-3" aria-hidden />
          <span className={LABEL}>My day</span>
        </Link>
      </div>
      <ul className={cx("flex flex-1 flex-col gap-px px-2", signs ? "shrink-0" : "min-h-7 overflow-y-auto")}>
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
                <span className={LABEL}>{def.plural}</span>
                {overdue > 0 && (
                  <SideCount tone="danger" title={`${number(overdue)} overdue`}>
                    <span className="sr-only">,</span> {number(overdue)}{" "}
                    <span className="sr-only">overdue</span>
                  </SideCount>
                )}
              </Link>
            </li>
          );
        })}
        <PinnedViews />
      </ul>
      <ul className="flex shrink-0 flex-col gap-px p-2">
        <WaitingLink className={ROW} />
        <ChatLink className={ROW} />
        <OutboxLink className={ROW} />
        <li>
          <Link
            to="/import"
            search={{}}
            aria-current={pathname === "/import" ? "page" : undefined}
            title="Import a CSV file"
            className={cx(ROW, "text-ink-2 no-underline", pathname === "/import" && "bg-selected")}
          >
            <Upload size={15} className="shrink-0 text-ink-3" aria-hidden />
            <span className={LABEL}>Import</span>
          </Link>
        </li>
        <li>
          <Link
            to="/settings"
            aria-current={pathname === "/settings" ? "page" : undefined}
            title={`Settings (${keyText(keysOf("settings.open") ?? "")})`}
            className={cx(ROW, "text-ink-2 no-underline", pathname === "/settings" && "bg-selected")}
          >
            <SettingsIcon size={15} className="shrink-0 text-ink-3" aria-hidden />
            <span className={LABEL}>Settings</span>
          </Link>
        </li>
      </ul>
    </nav>
  );
}
