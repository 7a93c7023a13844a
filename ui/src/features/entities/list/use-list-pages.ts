import { keepPreviousData, useQueries, useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import type { Entity, EntityPage, Kind, QueryIssue, Sort, TitleOf } from "@/ipc/bindings";
import type { CommandFailure } from "@/ipc/call";
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

const NO_ISSUES: readonly QueryIssue[] = [];

/** The pages of a list that hold these rows. What was shown stays until the first page of a new filter is there. */
export function useListPages(kind: Kind, filter: string, sort: Sort[], from: number, to: number): ListPages {
  const query = (page: number) =>
    commandQuery("entity_list", { kind, filter, sort, offset: page * PAGE, limit: PAGE });
  // The first page is always asked for: it alone says the total of a filter before its rows are scrolled to.
  const head = useQuery({ ...query(0), placeholderData: keepPreviousData });
  const first = Math.max(1, Math.floor(from / PAGE));
  const last = Math.floor(to / PAGE);
  const others = Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => first + index);
  const rest = useQueries({ queries: others.map(query), combine: dataOf });

  const shown = useMemo(() => {
    const pages: (EntityPage | undefined)[] = [];
    pages[0] = head.data;
    rest.forEach((page, index) => {
      pages[first + index] = page;
    });
    return {
      rowAt: (index: number) => pages[Math.floor(index / PAGE)]?.entities[index % PAGE],
      titles: pages.flatMap((page) => page?.titles ?? []),
    };
  }, [head.data, rest, first]);

  return {
    ...shown,
    total: head.data?.total ?? 0,
    issues: head.isPlaceholderData ? NO_ISSUES : (head.data?.issues ?? NO_ISSUES),
    loading: head.isPending,
    stale: head.isPlaceholderData,
    error: head.error ?? undefined,
    retry: () => void head.refetch(),
  };
}

function dataOf(results: readonly { data: EntityPage | undefined }[]): (EntityPage | undefined)[] {
  return results.map(({ data }) => data);
}
