import { useQueryClient, type QueryClient } from "@tanstack/react-query";
import { useEffect, useMemo, useRef } from "react";
import { sayProblem } from "@/components/ui/toaster";
import type { Kind, View, Views } from "@/ipc/bindings";
import { call } from "@/ipc/call";
import { commandQuery, setAnswer, useCommand } from "@/ipc/use-command";
import { useStable } from "./use-stable";
import { newId } from "./uuid";

/** A view with a name: one that a person saved. */
export type NamedView = View & { name: string };

const NONE: View[] = [];

/** How long a plain list's look is let change before it is kept. */
const KEEP_MS = 400;

/** Every view of the member; `ready` when it is known which there are. */
export function useViews(): { views: View[]; ready: boolean } {
  const { data, isPending } = useCommand("view_list", {});
  return { views: data?.views ?? NONE, ready: !isPending };
}

export function isNamed(view: View): view is NamedView {
  return view.name !== null;
}

export function pinnedOf(views: readonly View[]): NamedView[] {
  return views.filter(isNamed).filter(({ pinned }) => pinned);
}

/** How the plain list of a kind was last looked at. */
export function plainOf(views: readonly View[], kind: Kind): View {
  const kept = views.find((view) => view.kind === kind && !isNamed(view));
  return (
    kept ?? {
      id: newId(),
      kind,
      name: null,
      layout: "list",
      filter: "",
      sort: [],
      columns: [],
      pinned: false,
    }
  );
}

/** Ways to change what views there are; each shows at once and throws when the core refuses it. */
export function useViewWrites() {
  const client = useQueryClient();
  return useMemo(
    () => ({
      save: (view: View) => showing(client, withView(shown(client), view), call("view_save", { view })),
      remove: (id: string) =>
        showing(
          client,
          shown(client).filter((view) => view.id !== id),
          call("view_remove", { id }),
        ),
      order: (ids: string[]) =>
        showing(
          client,
          shown(client).toSorted((a, b) => place(ids, a) - place(ids, b)),
          call("view_order", { ids }),
        ),
    }),
    [client],
  );
}

/**
 * Keeps how a plain list is looked at: shown at once, written when it has not changed for a moment or its page goes.
 */
export function useKeepView(): (view: View) => void {
  const client = useQueryClient();
  const waiting = useRef<{ view: View; timer: ReturnType<typeof setTimeout> }>(undefined);
  const flush = useStable(() => {
    const now = waiting.current;
    if (!now) return;
    clearTimeout(now.timer);
    waiting.current = undefined;
    call("view_save", { view: now.view }).catch(sayProblem);
  });
  useEffect(() => flush, [flush]);
  return useStable((view: View) => {
    setAnswer(client, "view_list", {}, { views: withView(shown(client), view) });
    clearTimeout(waiting.current?.timer);
    waiting.current = { view, timer: setTimeout(flush, KEEP_MS) };
  });
}

function shown(client: QueryClient): View[] {
  return client.getQueryData(commandQuery("view_list", {}).queryKey)?.views ?? NONE;
}

async function showing(client: QueryClient, views: View[], written: Promise<Views>) {
  const before = shown(client);
  setAnswer(client, "view_list", {}, { views });
  try {
    setAnswer(client, "view_list", {}, await written);
  } catch (error) {
    setAnswer(client, "view_list", {}, { views: before });
    throw error;
  }
}

function withView(views: readonly View[], view: View): View[] {
  return views.some(({ id }) => id === view.id)
    ? views.map((each) => (each.id === view.id ? view : each))
    : [...views, view];
}

function place(ids: readonly string[], { id }: View): number {
  const at = ids.indexOf(id);
  return at < 0 ? ids.length : at;
}
