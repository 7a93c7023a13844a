import { QueryClient, type Query } from "@tanstack/react-query";
import type {
  AppState,
  ConfirmationCard,
  ConversationView,
  Entity,
  EntityDetail,
  EntityPage,
  Event,
  RunningTurn,
  SimilarRecords,
  SummaryRunning,
  SummaryView,
} from "./bindings";
import type { CommandName } from "./call";
import { commandQuery, setAnswer } from "./use-command";

/** The window's cache. Nothing in it grows old by itself: events say what changed. */
export function createQueryClient() {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: Number.POSITIVE_INFINITY,
        gcTime: 5 * 60_000,
        retry: false,
        // The core is on this machine: without the network it answers all the same.
        networkMode: "always",
        refetchOnWindowFocus: false,
      },
    },
  });
}

/** Asks again for what an event says is no longer true. */
export function applyEvent(client: QueryClient, event: Event) {
  const again = (...names: CommandName[]) => {
    for (const name of names) void client.invalidateQueries({ queryKey: [name] });
  };
  switch (event.event) {
    case "app_state_changed":
      void followAppState(client);
      break;
    case "entities_changed":
      again("kind_counts", "entity_list", "schema_get");
      again("board_totals", "entity_duplicates", "duplicate_groups", "attachment_list", "masking_preview");
      again("suggestion_list", "summary_get", "summary_preview");
      void client.invalidateQueries({
        predicate: ({ queryKey, state }) =>
          queryKey[0] === "similar_records" &&
          (event.entities.length === 0 || isAmong(state.data, event.entities, queryKey[1])),
      });
      again("template_preview");
      void client.invalidateQueries({
        predicate: ({ queryKey, state }) => {
          const name = queryKey[0] as CommandName;
          if (name !== "entity_get" && name !== "entity_history") return false;
          // A page also shows titles of others and notes on them, so only ids that are surely not on it may rest.
          return event.entities.length === 0 || mentions(state.data, event.entities, queryKey[1]);
        },
      });
      break;
    case "search_status_changed":
      setAnswer(client, "search_status", {}, { status: event.status });
      again("embedding_state");
      break;
    case "job_changed":
      again("job_list");
      break;
    case "schema_changed":
      again("schema_get", "masking_fields", "summary_get");
      break;
    case "emails_changed":
      again("email_list");
      void client.invalidateQueries({
        predicate: ({ queryKey, state }) =>
          queryKey[0] === "entity_get" && mentions(state.data, [event.entity], queryKey[1]),
      });
      break;
    case "ai_changed":
      again("ai_state", "masking_fields", "embedding_state", "summary_get", "summary_preview");
      break;
    case "conversation_changed":
      again("conversation_list");
      void client.invalidateQueries({ queryKey: ["conversation_get", { id: event.id }] });
      break;
    case "turn_moved":
      showTurn(client, event.conversation, event.running);
      break;
    case "summary_moved":
      showSummary(client, event.entity, event.running);
      break;
    case "confirmation_changed":
      showConfirmation(client, event.card);
      // What was approved may have kept a view.
      again("ai_state", "confirmation_list", "confirmation_look", "view_list", "suggestion_list");
      break;
    case "settings_changed":
      setAnswer(client, "settings_get", {}, event.settings);
      break;
    case "reminder":
    case "confirmation_shown":
    case "launcher_shown":
    case "open_entity":
    case "run_action":
      break;
  }
}

const keptAcrossWorkspaces = new Set<unknown>(["app_state", "settings_get"] satisfies CommandName[]);

/** Of another workspace nothing may stay; of the same one everything may have changed, as when events were lost. */
async function followAppState(client: QueryClient) {
  const query = commandQuery("app_state", {});
  const before = openWorkspace(client.getQueryData(query.queryKey));
  const state = await client.fetchQuery({ ...query, staleTime: 0 }).catch(() => undefined);
  const ofWorkspace = { predicate: ({ queryKey }: Query) => !keptAcrossWorkspaces.has(queryKey[0]) };
  if (state && openWorkspace(state) === before) void client.invalidateQueries(ofWorkspace);
  // Reset, not removed: what is on screen already asks for the new workspace and has to get its answer.
  else void client.resetQueries(ofWorkspace);
}

function openWorkspace(state: AppState | undefined): string | undefined {
  return state?.phase.phase === "ready" ? state.phase.workspace.path : undefined;
}

/** Whether what was found to be like an entity is about one of these. */
function isAmong(data: unknown, ids: string[], input: unknown): boolean {
  const { entity } = input as { entity: string };
  const found = data as SimilarRecords | undefined;
  return (
    ids.includes(entity) ||
    [...(found?.same ?? []), ...(found?.alike ?? [])].some(({ id }) => ids.includes(id))
  );
}

function mentions(data: unknown, ids: string[], input: unknown): boolean {
  const wanted = new Set(ids);
  const asked = (input as { entity?: string } | undefined)?.entity;
  if (asked && wanted.has(asked)) return true;
  const detail = data as Partial<EntityDetail> | undefined;
  if (!detail?.entity) return true;
  return (
    wanted.has(detail.entity.id) ||
    (detail.titles ?? []).some(({ id }) => wanted.has(id)) ||
    (detail.links ?? []).some(({ to }) => wanted.has(to.id))
  );
}

/** Puts written entities where lists and pages show them, ahead of the event that makes them ask again. */
export function showWritten(client: QueryClient, entities: Entity[]) {
  const byId = new Map(entities.map((entity) => [entity.id, entity]));
  // The event may have come first. What it called stale and nobody looks at now would pass for fresh again.
  const stale = client.getQueryCache().findAll({ predicate: ({ state }) => state.isInvalidated });
  client.setQueriesData<EntityPage>({ queryKey: ["entity_list"] }, (page) => {
    if (!page?.entities.some(({ id }) => byId.has(id))) return page;
    return { ...page, entities: page.entities.map((entity) => byId.get(entity.id) ?? entity) };
  });
  client.setQueriesData<EntityDetail>({ queryKey: ["entity_get"] }, (detail) => {
    const entity = detail && byId.get(detail.entity.id);
    return entity ? { ...detail, entity } : detail;
  });
  for (const query of stale) query.invalidate();
}

/** Shows how far a turn is; when it ended, what it came to is asked for. */
function showTurn(client: QueryClient, id: string, running: RunningTurn | null) {
  const queryKey = ["conversation_get", { id }];
  if (running === null) {
    void client.invalidateQueries({ queryKey });
    return;
  }
  const before = client.getQueryData<ConversationView>(queryKey)?.running?.step;
  client.setQueryData<ConversationView>(queryKey, (view) => view && { ...view, running });
  // Another request is made: what left with the one before is kept by now, and shown while the turn goes on.
  const asks = running.step.startsWith("waiting for ");
  if (asks && before !== running.step) void client.invalidateQueries({ queryKey });
}

/** Shows how far a summary is; when it ended, what it came to is asked for. */
function showSummary(client: QueryClient, entity: string, running: SummaryRunning | null) {
  const queryKey = ["summary_get", { entity }];
  if (running === null) void client.invalidateQueries({ queryKey });
  else client.setQueryData<SummaryView>(queryKey, (view) => view && { ...view, running, failed: null });
}

/** Shows what became of a confirmation on its card. */
function showConfirmation(client: QueryClient, card: ConfirmationCard) {
  if (card.conversation === null) return;
  client.setQueryData<ConversationView>(["conversation_get", { id: card.conversation }], (view) => {
    if (!view) return view;
    const others = view.confirmations.filter(({ id }) => id !== card.id);
    return { ...view, confirmations: [...others, card] };
  });
}
