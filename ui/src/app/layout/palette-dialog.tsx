import { Dialog as Base } from "@base-ui/react/dialog";
import { useRouter } from "@tanstack/react-router";
import { useEffect, useMemo, useRef } from "react";
import { useAi } from "@/components/assistant/ai-availability";
import { askInNewConversation } from "@/features/chat/chat-store";
import { Palette } from "@/features/palette/palette";
import type { PaletteHost } from "@/features/palette/host";
import { useGo } from "@/lib/navigation";
import { useReturnFocus } from "@/lib/use-return-focus";
import { useStore } from "@/lib/store";
import { isNamed, useViews } from "@/lib/views";
import { beside, palette } from "@/lib/window-state";
import { useWorkspace } from "@/lib/workspace";
import { isActionId, type ActionId } from "../actions/catalogue";
import { runAction, runOnNextPage, useLiveActions } from "../actions/registry";
import { mainCommands, viewCommands, viewOfCommand } from "./palette-commands";

/** The palette over the main window. */
export function PaletteDialog() {
  const { open, text } = useStore(palette);
  const live = useLiveActions();
  const go = useGo();
  const router = useRouter();
  const { kinds } = useWorkspace();
  const { views } = useViews();
  const asks = useAi().availability === "ready";
  useReturnFocus(open);
  const input = useRef<HTMLInputElement>(null);
  // An action runs after the layer is gone, so that what it opens gets the focus and keeps it.
  const after = useRef<(() => void) | undefined>(undefined);

  const host = useMemo<PaletteHost>(() => {
    const close = () => palette.set({ open: false, text: "" });
    const then = (run: () => void) => {
      after.current = run;
      close();
    };
    return {
      kind: "window",
      close,
      open: (reference) => then(() => go.entity(reference)),
      openBeside: (reference) => then(() => beside.set(reference)),
      runOn: (id: ActionId, reference) =>
        then(() => {
          if (router.state.location.pathname.endsWith(`/${reference}`)) {
            runAction(id);
            return;
          }
          runOnNextPage(id);
          go.entity(reference);
        }),
      run: (id) =>
        then(() => {
          const view = views.find((each) => each.id === viewOfCommand(id));
          if (view) go.list(view.kind, { view: view.id });
          else if (isActionId(id)) runAction(id);
        }),
      ...(asks ? { ask: (question) => then(() => askInNewConversation(question)) } : {}),
      commands: [...mainCommands(live), ...viewCommands(views.filter(isNamed), kinds)],
    };
  }, [asks, go, kinds, live, router, views]);

  useEffect(() => {
    if (open) return;
    const run = after.current;
    after.current = undefined;
    run?.();
  }, [open]);

  return (
    <Base.Root open={open} onOpenChange={(next) => !next && host.close()}>
      <Base.Portal>
        <Base.Backdrop className="fixed inset-0 z-30 bg-shade transition-opacity duration-100 data-[ending-style]:opacity-0 data-[starting-style]:opacity-0" />
        <Base.Popup
          initialFocus={input}
          data-layer
          className="floats dialog-place-tall fixed left-1/2 z-30 -ml-[min(480px,48vw)] flex h-[560px] w-[min(960px,96vw)] flex-col overflow-hidden rounded-lg border border-line-2 bg-raised outline-none"
        >
          <Base.Title className="sr-only">Search and commands</Base.Title>
          <Palette host={host} inputRef={input} initialText={text} />
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}
