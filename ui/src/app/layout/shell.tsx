import { Outlet } from "@tanstack/react-router";
import { PaletteDialog } from "./palette-dialog";
import { FollowEmails } from "@/components/email/sending-toast";
import { CreateDialog } from "@/features/entities/create/create-dialog";
import { Reminders } from "@/features/my-day/reminders";
import { beside, creating, sidebar, shortcutSheet } from "@/lib/window-state";
import { useStore } from "@/lib/store";
import { GlobalActions } from "../actions/global-actions";
import { BesidePane } from "./beside-pane";
import { BottomLine } from "./bottom-line";
import { ShortcutSheet } from "./shortcut-sheet";
import { Sidebar } from "./sidebar";

/** The ready main window: sidebar, page, pane at the right, bottom line, and the layers over them. */
export function Shell() {
  const { open } = useStore(sidebar);
  const pane = useStore(beside);
  const kind = useStore(creating);
  const sheet = useStore(shortcutSheet);
  return (
    <div className="flex h-full flex-col">
      <GlobalActions />
      <Reminders />
      <FollowEmails />
      <div className="flex min-h-0 flex-1">
        {open && <Sidebar />}
        <main className="relative flex min-w-0 flex-1 flex-col">
          <Outlet />
        </main>
        {pane && <BesidePane reference={pane} />}
      </div>
      <BottomLine />
      <PaletteDialog />
      {kind && <CreateDialog key={kind} kind={kind} onClose={() => creating.set(null)} />}
      <ShortcutSheet open={sheet} onClose={() => shortcutSheet.set(false)} />
    </div>
  );
}
