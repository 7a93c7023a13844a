import { useState } from "react";
import { useAction } from "@/app/actions/registry";
import type { Kind, Sort } from "@/ipc/bindings";
import type { ListSearch } from "@/lib/navigation";
import { trail } from "@/lib/window-state";
import { useKind } from "@/lib/workspace";
import { Board } from "../board/board";
import { ListBody } from "./list-body";
import { ListState } from "./list-state";
import { ListToolbar } from "./list-toolbar";
import { useListPages } from "./use-list-pages";
import { useListView, type ListView } from "./use-list-view";
import { viewOf } from "./view";

type Props = { kind: Kind; address: ListSearch; onAddress: (next: ListSearch) => void };

// The newest first until a person sorts: new work shows, and editing a row does not move it.
const NEWEST_FIRST: Sort[] = [{ key: "created_at", descending: true }];

/** The entities of a kind as a list or a board: filtered, sorted, kept as views. */
export function EntityListPage({ kind, address, onAddress }: Props) {
  const def = useKind(kind);
  const look = useListView(kind, address, onAddress);
  if (!look.ready) {
    return (
      <section aria-label={def.plural} className="flex min-h-0 flex-1 flex-col">
        <div className="min-h-11 border-b" />
        <ListState def={def} view="live" filter="" error={undefined} loading onRetry={noop} onClear={noop} />
      </section>
    );
  }
  return <Looked key={look.layout} kind={kind} address={address} look={look} onAddress={onAddress} />;
}

function Looked({ kind, address, look, onAddress }: Props & { look: ListView }) {
  const def = useKind(kind);
  const { filter, sort, layout } = look;
  const order = sort.length > 0 ? sort : NEWEST_FIRST;
  const cameFrom = trail.get();
  const first = cameFrom?.kind === kind && cameFrom.filter === filter ? Math.max(0, cameFrom.index) : 0;
  const [range, setRange] = useState<[number, number]>([first, first + 40]);
  // On a board this is the count alone; its columns ask for their own pages.
  const [from, to] = layout === "list" ? range : [0, 0];
  const pages = useListPages(kind, filter, order, from, to);
  useAction("list.layout", () => look.change({ layout: layout === "list" ? "board" : "list" }));
  return (
    <section aria-label={def.plural} className="flex min-h-0 flex-1 flex-col">
      <ListToolbar
        def={def}
        look={look}
        order={order}
        total={pages.loading || pages.error ? undefined : pages.total}
        settled={!pages.stale}
        issues={pages.issues}
        onAddress={onAddress}
      />
      {layout === "board" && !pages.error && !pages.loading ? (
        <Board
          def={def}
          filter={filter}
          order={order}
          address={address}
          total={pages.total}
          onClear={() => look.change({ filter: viewOf(filter).view === "live" ? "" : filter.split(" ")[0] })}
        />
      ) : (
        <ListBody def={def} look={look} order={order} pages={pages} address={address} onRange={setRange} />
      )}
    </section>
  );
}

function noop() {}
