import { useQueryClient } from "@tanstack/react-query";
import { useLocation } from "@tanstack/react-router";
import { sayProblem } from "@/components/ui/toaster";
import {
  askInNewConversation,
  closeChat,
  newConversation,
  openChat,
  showList,
} from "@/features/chat/chat-store";
import type { Kind, Settings } from "@/ipc/bindings";
import { call } from "@/ipc/call";
import { useEvent } from "@/ipc/events";
import { useCommand } from "@/ipc/use-command";
import { kindOfList, useGo } from "@/lib/navigation";
import { isNarrow } from "@/lib/use-media";
import { redo, undo } from "@/lib/use-write";
import { chatPane, creating, drawer, palette, shortcutSheet, sidebar } from "@/lib/window-state";
import { useWorkspace } from "@/lib/workspace";
import { AssistantActions } from "./assistant-actions";
import { createOf, goTo, isActionId } from "./catalogue";
import { runAction, useAction } from "./registry";

/** What the window can do wherever one is in it, and what the launcher asks of it. */
export function GlobalActions() {
  const client = useQueryClient();
  const go = useGo();
  const { kinds } = useWorkspace();
  const { pathname } = useLocation();
  const current = kindOfList(kinds, pathname.split("/")[1] ?? "");

  useAction("palette.open", () => palette.set({ open: true, text: "" }));
  useAction("chat.toggle", () => (chatPane.get().open ? closeChat() : openChat()));
  useAction("chat.new", newConversation);
  useAction("chat.list", () => {
    openChat();
    showList(true);
  });
  useAction("shortcuts.show", () => shortcutSheet.set(true));
  useAction("go.my-day", () => go.myDay());
  useAction("settings.open", () => go.settings());
  useAction("settings.members", () => go.settings("members"));
  useAction("settings.fields", () => go.settings("fields"));
  useAction("settings.pipelines", () => go.settings("pipelines"));
  useAction("settings.targets", () => go.settings("targets"));
  useAction("settings.shortcuts", () => go.settings("shortcuts"));
  useAction("settings.email", () => go.settings("email"));
  useAction("settings.templates", () => go.settings("templates"));
  useAction("outbox.open", () => go.outbox());
  useAction("history.undo", () => void undo(client));
  useAction("history.redo", () => void redo(client));
  useAction("window.back", () => go.back());
  useAction("sidebar.toggle", () =>
    isNarrow() ? drawer.set(!drawer.get()) : sidebar.set({ ...sidebar.get(), open: !sidebar.get().open }),
  );
  useAction("import.open", () => go.import(current));
  useAction("list.duplicates", () => go.duplicates(current ?? "contact"));
  useAction("create.here", () => creating.set(current ?? "contact"));
  useAction("go.trash", () => current && go.list(current, { filter: "is:trashed" }), current !== undefined);
  useAction(
    "go.archive",
    () => current && go.list(current, { filter: "is:archived" }),
    current !== undefined,
  );

  useEvent("open_entity", ({ reference }) => go.entity(reference));
  useEvent("run_action", ({ action, text }) => {
    if (action === "chat.new" && text !== null) askInNewConversation(text);
    else if (isActionId(action)) runAction(action);
  });

  return (
    <>
      {kinds.map(({ kind }) => (
        <KindActions key={kind} kind={kind} />
      ))}
      <EmbeddingActions />
      <SettingsActions />
      <AssistantActions />
    </>
  );
}

function KindActions({ kind }: { kind: Kind }) {
  const go = useGo();
  useAction(goTo(kind), () => go.list(kind));
  useAction(createOf(kind), () => creating.set(kind));
  return null;
}

function EmbeddingActions() {
  const vectors = useCommand("search_status", {}).data?.status.vectors;
  const embedding = vectors?.state === "embedding" ? vectors : undefined;
  useAction("embedding.pause", () => pause(true), embedding?.paused === false);
  useAction("embedding.resume", () => pause(false), embedding?.paused === true);
  return null;
}

function SettingsActions() {
  const settings = useCommand("settings_get", {}).data;
  const change = (part: Partial<Settings>) => {
    if (settings) void call("settings_set", { ...settings, ...part }).catch(sayProblem);
  };
  useAction("theme.light", () => change({ theme: "light" }));
  useAction("theme.dark", () => change({ theme: "dark" }));
  useAction("theme.system", () => change({ theme: "system" }));
  useAction("density.toggle", () => change({ compact: !settings?.compact }));
  return null;
}

function pause(paused: boolean) {
  void call("embedding_pause", { paused }).catch(sayProblem);
}
