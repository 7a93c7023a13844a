import { Outlet } from "@tanstack/react-router";
import { PaletteDialog } from "./palette-dialog";
import { FollowEmails } from "@/components/email/sending-toast";
import { ChatPane } from "@/features/chat/chat-pane";
import { FollowChat } from "@/features/chat/follow-chat";
import { CreateDialog } from "@/features/entities/create/create-dialog";
import { Reminders } from "@/features/my-day/reminders";
import { useNarrow } from "@/lib/use-media";
import { beside, chatPane, creating, sidebar, shortcutSheet } from "@/lib/window-state";
import { useStore } from "@/lib/store";
import { GlobalActions } from "../actions/global-actions";
import { BesidePane } from "./beside-pane";
import { BottomLine } from "./bottom-line";
import { EntityPanel, PanelActions } from "./entity-panel";
import { ShortcutSheet } from "./shortcut-sheet";
import { Sidebar } from "./sidebar";
import { SidebarDrawer } from "./sidebar-drawer";

/** The ready main window: sidebar, page, pane at the right, bottom line, and the layers over them. */
export function Shell() {
  const { open } = useStore(sidebar);
  const narrow = useNarrow();
  const pane = useStore(beside);
  const kind = useStore(creating);
  const chat = useStore(chatPane);
  const sheet = useStore(shortcutSheet);
  return (
    <div className="flex h-full flex-col">
      <GlobalActions />
      <PanelActions />
      <Reminders />
      <FollowEmails />
      <FollowChat />
      <div className="relative flex min-h-0 flex-1">
        {open && <Sidebar look={narrow ? "signs" : "whole"} />}
        <div className="relative flex min-w-0 flex-1">
          <main className="relative flex min-w-0 flex-1 flex-col">
            <Outlet />
          </main>
          {chat.open ? <ChatPane /> : pane ? <BesidePane reference={pane} /> : <EntityPanel />}
        </div>
      </div>
      <BottomLine />
      {narrow && <SidebarDrawer />}
      <PaletteDialog />
      {kind && <CreateDialog key={kind} kind={kind} onClose={() => creating.set(null)} />}
      <ShortcutSheet open={sheet} onClose={() => shortcutSheet.set(false)} />
    </div>
  );
}
