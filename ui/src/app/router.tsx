import {
  createHashHistory,
  createRootRoute,
  createRoute,
  createRouter,
  redirect,
  type RouterHistory,
} from "@tanstack/react-router";
import { EntityRoute } from "./routes/entity-route";
import { ImportRoute } from "./routes/import-route";
import { ListRoute } from "./routes/list-route";
import { MyDayRoute } from "./routes/my-day-route";
import { NotFound } from "./routes/not-found";
import { SettingsRoute } from "./routes/settings-route";
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
  validateSearch: (search: Record<string, unknown>): ListSearch => ({
    ...(typeof search["filter"] === "string" && search["filter"] ? { filter: search["filter"] } : {}),
    ...(typeof search["sort"] === "string" && search["sort"] ? { sort: search["sort"] } : {}),
  }),
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
  validateSearch: (search: Record<string, unknown>): { kind?: Kind } =>
    KINDS.includes(String(search["kind"])) ? { kind: search["kind"] as Kind } : {},
  component: ImportRoute,
});

const myDayRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/my-day",
  component: MyDayRoute,
});

const settingsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/settings",
  component: SettingsRoute,
});

const routeTree = rootRoute.addChildren([
  indexRoute,
  listRoute,
  entityRoute,
  importRoute,
  myDayRoute,
  settingsRoute,
]);

/** A router over the part of the address behind `#`: the page itself is one file in the bundle. */
export function createAppRouter(history: RouterHistory = createHashHistory()) {
  return createRouter({ routeTree, history, defaultPreload: false });
}

declare module "@tanstack/react-router" {
  interface Register {
    router: ReturnType<typeof createAppRouter>;
  }
}
