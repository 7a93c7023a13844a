import { useQueries } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import type { Entity, EntityPage, Kind, QueryIssue, Sort, TitleOf } from "@/ipc/bindings";
import { asFailure, type CommandFailure } from "@/ipc/call";
import { commandQuery } from "@/ipc/use-command";

export const PAGE = 100;

export type ListPages = {
  total: number;
  rowAt: (index: number) => Entity | undefined;
  titles: readonly TitleOf[];
  issues: readonly QueryIssue[];
  /** Whether nothing can be shown yet. */
  loading: boolean;
  /** Whether what is shown is of the filter before. */
  stale: boolean;
  error: CommandFailure | undefined;
  retry: () => void;
};

/** The pages of a list that hold these rows. What was shown stays until the first page of a new filter is there. */
export function useListPages(kind: Kind, filter: string, sort: Sort[], from: number, to: number): ListPages {
  const first = Math.floor(Math.max(0, from) / PAGE);
  const last = Math.max(first, Math.floor(Math.max(0, to) / PAGE));
  // The first page is always asked for: it alone says the total of a filter before its rows are scrolled to.
  const pages = [...new Set([0, ...Array.from({ length: last - first + 1 }, (_, index) => first + index)])];
  const results = useQueries({
    queries: pages.map((page) =>
      commandQuery("entity_list", { kind, filter, sort, offset: page * PAGE, limit: PAGE }),
    ),
  });

  const loaded = new Map<number, EntityPage>();
  results.forEach((result, index) => {
    const page = pages[index];
    if (result.data && page !== undefined) loaded.set(page, result.data);
  });
  const before = useRef<ReadonlyMap<number, EntityPage>>(new Map());
  const fresh = loaded.size > 0;
  useEffect(() => {
    if (fresh) before.current = loaded;
  });
  // oxlint-disable-next-line react/react-compiler -- what was shown last stands in for a filter's first moment
  const shown = fresh ? loaded : before.current;
  const any = shown.get(0) ?? [...shown.values()][0];
  const failed = results.find((result) => result.error);
  return {
    total: any?.total ?? 0,
    rowAt: (index) => shown.get(Math.floor(index / PAGE))?.entities[index % PAGE],
    titles: [...shown.values()].flatMap((page) => page.titles),
    issues: fresh ? (any?.issues ?? []) : [],
    loading: shown.size === 0 && !failed,
    stale: !fresh,
    error: failed && !fresh ? asFailure(failed.error) : undefined,
    retry: () => {
      for (const result of results) if (result.error) void result.refetch();
    },
  };
}
