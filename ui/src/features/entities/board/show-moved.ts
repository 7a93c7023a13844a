import type { QueryClient } from "@tanstack/react-query";
import type { Board, BoardAsk, Entity, EntityList, EntityPage, KindDef, Sort } from "@/ipc/bindings";
import { isMoney } from "@/lib/values";
import { added } from "../list/filter-words";
import { withWorth, worthOf } from "./worth";

/** The filter of one column of a board. */
export function columnFilter(filter: string, stage: string): string {
  return added(filter, `stage:${stage}`);
}

type Move = { def: KindDef; entity: Entity; filter: string; to: string; order: readonly Sort[] };

/**
 * Shows an entity in another column ahead of the write, in the place where the order puts it, with the counts and sums
 * that follow. Answers that place and how to take it back.
 */
export function showMoved(client: QueryClient, { def, entity, filter, to, order }: Move) {
  const from = String(entity.fields["stage"]);
  const before = [
    ...client.getQueriesData({ queryKey: ["entity_list"] }),
    ...client.getQueriesData({ queryKey: ["board_totals"] }),
  ];
  const moved = { ...entity, fields: { ...entity.fields, stage: to } };
  let index = 0;
  const pagesOf = (stage: string, change: (page: EntityPage, input: EntityList) => EntityPage) => {
    const wanted = columnFilter(filter, stage);
    for (const [key, page] of client.getQueriesData<EntityPage>({ queryKey: ["entity_list"] })) {
      const input = key[1] as EntityList;
      if (page && input.kind === entity.kind && input.filter === wanted)
        client.setQueryData(key, change(page, input));
    }
  };
  pagesOf(from, (page) => ({
    ...page,
    entities: page.entities.filter(({ id }) => id !== entity.id),
    total: Math.max(0, page.total - 1),
  }));
  pagesOf(to, (page, { offset }) => {
    const rest = page.entities.filter(({ id }) => id !== entity.id);
    if (offset > 0) return { ...page, total: page.total + 1 };
    const at = rest.findIndex((other) => compare(moved, other, order) < 0);
    index = at < 0 ? rest.length : at;
    return { ...page, entities: rest.toSpliced(index, 0, moved), total: page.total + 1 };
  });
  for (const [key, board] of client.getQueriesData<Board>({ queryKey: ["board_totals"] })) {
    const input = key[1] as BoardAsk;
    if (!board || input.kind !== entity.kind || input.filter !== filter) continue;
    const known = board.totals.some(({ stage }) => stage === to);
    const totals = known ? board.totals : [...board.totals, { stage: to, count: 0, sums: [] }];
    client.setQueryData(key, {
      ...board,
      totals: totals.map((each) => {
        const { stage, count, sums } = each;
        if (stage === to) return { stage, count: count + 1, sums: withWorth(sums, worthOf(def, moved), 1) };
        if (stage !== from) return each;
        return { stage, count: Math.max(0, count - 1), sums: withWorth(sums, worthOf(def, entity), -1) };
      }),
    });
  }
  return {
    index,
    back() {
      for (const [key, data] of before) client.setQueryData(key, data);
    },
  };
}

/** In the order of a list, as far as the window can tell; what has no value comes last. */
export function compare(a: Entity, b: Entity, order: readonly Sort[]): number {
  for (const { key, descending } of order) {
    const [x, y] = [sortValue(a, key), sortValue(b, key)];
    if (x === y) continue;
    if (x === undefined) return 1;
    if (y === undefined) return -1;
    const less =
      typeof x === "number" && typeof y === "number" ? x < y : String(x).localeCompare(String(y)) < 0;
    return less === descending ? 1 : -1;
  }
  return 0;
}

function sortValue({ title, created_at, updated_at, reference, fields }: Entity, key: string) {
  switch (key) {
    case "title":
      return title;
    case "created_at":
      return created_at;
    case "updated_at":
      return updated_at;
    case "reference":
      return Number(reference.split("-").at(-1));
    default: {
      const value = fields[key];
      if (isMoney(value)) return value.minor;
      return typeof value === "number" || typeof value === "string" ? value : undefined;
    }
  }
}
