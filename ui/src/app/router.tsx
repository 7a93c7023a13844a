import {
  createHashHistory,
  createRootRoute,
  createRoute,
  createRouter,
  redirect,
  type RouterHistory,
} from "@tanstack/react-router";
import { DuplicatesRoute } from "./routes/duplicates-route";
import { EntityRoute } from "./routes/entity-route";
import { ImportRoute } from "./routes/import-route";
import { ListRoute } from "./routes/list-route";
import { MyDayRoute } from "./routes/my-day-route";
import { NotFound } from "./routes/not-found";
import { OutboxRoute } from "./routes/outbox-route";
import { SettingsRoute } from "./routes/settings-route";
import { isSettingsSection, type SettingsSection } from "@/features/settings/sections";
import { Shell } from "./layout/shell";
import type { Kind } from "@/ipc/bindings";
import type { ListSearch } from "@/lib/navigation";

const rootRoute = createRootRoute({ component: Shell, notFoundComponent: NotFound });

const indexRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/",
  beforeLoad: () => {
    throw redirect({ to: "/$list", params: { list: "contacts" } });
  },
});

const listRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/$list",
  validateSearch: (search: Record<string, unknown>): ListSearch => {
    const view = text(search["view"]);
    // Beside a saved view, an empty filter or order says that it was taken away.
    const said = (key: string) => text(search[key]) ?? (view && search[key] === "" ? "" : undefined);
    const [filter, sort, layout] = [said("filter"), said("sort"), search["layout"]];
    return {
      ...(view ? { view } : {}),
      ...(filter === undefined ? {} : { filter }),
      ...(sort === undefined ? {} : { sort }),
      ...(layout === "list" || layout === "board" ? { layout } : {}),
    };
  },
  component: ListRoute,
});

const entityRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/$list/$reference",
  component: EntityRoute,
});

const KINDS: readonly string[] = ["contact", "deal", "ticket", "candidate", "task"] satisfies Kind[];

const importRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/import",
  validateSearch: kindIn,
  component: ImportRoute,
});

const duplicatesRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/duplicates",
  validateSearch: kindIn,
  component: DuplicatesRoute,
});

const myDayRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/my-day",
  component: MyDayRoute,
});

const outboxRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/outbox",
  component: OutboxRoute,
});

const settingsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/settings",
  validateSearch: (search: Record<string, unknown>): { section?: SettingsSection } =>
    isSettingsSection(search["section"]) ? { section: search["section"] } : {},
  component: SettingsRoute,
});

const routeTree = rootRoute.addChildren([
  indexRoute,
  listRoute,
  entityRoute,
  importRoute,
  duplicatesRoute,
  myDayRoute,
  outboxRoute,
  settingsRoute,
]);

function kindIn(search: Record<string, unknown>): { kind?: Kind } {
  return KINDS.includes(String(search["kind"])) ? { kind: search["kind"] as Kind } : {};
}

function text(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

/** A router over the part of the address behind `#`: the page itself is one file in the bundle. */
export function createAppRouter(history: RouterHistory = createHashHistory()) {
  return createRouter({ routeTree, history, defaultPreload: false });
}

declare module "@tanstack/react-router" {
  interface Register {
    router: ReturnType<typeof createAppRouter>;
  }
}
