import type { Kind, Sort, View, ViewColumn, ViewLayout } from "@/ipc/bindings";
import { sortFrom, sortText, type ListSearch } from "@/lib/navigation";
import { createStore, useStore } from "@/lib/store";
import { sameValue } from "@/lib/values";
import { isNamed, plainOf, useKeepView, useViews, type NamedView } from "@/lib/views";

/** How a list is looked at. */
export type Look = { filter: string; sort: Sort[]; layout: ViewLayout; columns: ViewColumn[] };

export type ListView = Look & {
  /** The saved view that is open; without one it is the plain list, which remembers how it is looked at by itself. */
  saved: NamedView | undefined;
  /** Whether it is looked at otherwise than the saved view says. */
  changed: boolean;
  /** Whether it is known how to look at it. */
  ready: boolean;
  change: (part: Partial<Look>) => void;
  /** The address without what a change of the saved view made of it. */
  asSaved: ListSearch;
};

// Columns do not fit into an address; until a view is updated its changed ones are kept here.
const columnDrafts = createStore<Record<string, ViewColumn[]>>({});

export function forgetColumnDraft(id: string) {
  const { [id]: _, ...rest } = columnDrafts.get();
  columnDrafts.set(rest);
}

/** How the list at this address is looked at: by the address, then by its saved view or by how it was last. */
export function useListView(kind: Kind, address: ListSearch, go: (address: ListSearch) => void): ListView {
  const { views, ready } = useViews();
  const keep = useKeepView();
  const drafts = useStore(columnDrafts);
  const saved = views.filter(isNamed).find((view) => view.kind === kind && view.id === address.view);
  const base: View = saved ?? plainOf(views, kind);
  const look: Look = {
    filter: address.filter ?? (saved ? saved.filter : ""),
    sort: address.sort === undefined ? base.sort : sortFrom(address.sort),
    layout: address.layout ?? base.layout,
    columns: (saved && drafts[saved.id]) ?? base.columns,
  };

  function change(part: Partial<Look>) {
    const next = { ...look, ...part };
    if (saved) {
      if (part.columns) columnDrafts.set({ ...columnDrafts.get(), [saved.id]: part.columns });
      go({
        view: saved.id,
        ...(next.filter === saved.filter ? {} : { filter: next.filter }),
        ...(sameValue(next.sort, saved.sort) ? {} : { sort: sortText(next.sort) ?? "" }),
        ...(next.layout === saved.layout ? {} : { layout: next.layout }),
      });
      return;
    }
    const { sort, layout, columns } = next;
    if (ready && (part.sort || part.layout || part.columns)) keep({ ...base, sort, layout, columns });
    go(next.filter === "" ? {} : { filter: next.filter });
  }

  return {
    ...look,
    saved,
    ready,
    changed:
      saved !== undefined &&
      (["filter", "sort", "layout", "columns"] as const).some((part) => !sameValue(look[part], saved[part])),
    change,
    asSaved: saved ? { view: saved.id } : {},
  };
}
