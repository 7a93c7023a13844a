import { useEffect, useMemo, useState } from "react";
import { runOnNextPage, useAction } from "@/app/actions/registry";
import type { ActionId } from "@/app/actions/catalogue";
import { sayProblem } from "@/components/ui/toaster";
import type { Kind, Sort } from "@/ipc/bindings";
import { useGo } from "@/lib/navigation";
import { useStore } from "@/lib/store";
import { useStable } from "@/lib/use-stable";
import { useWrite } from "@/lib/use-write";
import { beside, trail } from "@/lib/window-state";
import { useKind } from "@/lib/workspace";
import { BulkBar } from "./bulk-bar";
import { columnsOf, nextSort } from "./columns";
import { EntityTable } from "./entity-table";
import { ListState } from "./list-state";
import { ListToolbar } from "./list-toolbar";
import { extended, nothingSelected, toggled, type Selection } from "./selection";
import { useListPages } from "./use-list-pages";
import { filterOf, viewOf } from "./view";

type Props = {
  kind: Kind;
  filter: string;
  sort: Sort[];
  onChange: (next: { filter: string; sort: Sort[] }) => void;
};

// The newest first until a person sorts: new work shows, and editing a row does not move it.
const NEWEST_FIRST: Sort[] = [{ key: "created_at", descending: true }];

/** The list of a kind: filtered, sorted, moved through and acted on by keyboard or mouse. */
export function EntityListPage({ kind, filter, sort, onChange }: Props) {
  const def = useKind(kind);
  const go = useGo();
  const write = useWrite();
  const columns = useMemo(() => columnsOf(def), [def]);
  const order = sort.length > 0 ? sort : NEWEST_FIRST;
  const { view } = viewOf(filter);

  const cameFrom = trail.get();
  const returning = cameFrom?.kind === kind && cameFrom.filter === filter ? cameFrom.index : 0;
  const [cursor, setCursor] = useState(returning);
  const [range, setRange] = useState<[number, number]>([returning, returning + 40]);
  const pages = useListPages(kind, filter, order, range[0], range[1]);
  const { total, rowAt } = pages;
  const at = Math.min(cursor, Math.max(0, total - 1));
  const current = rowAt(at);

  const [selection, setSelection] = useState<Selection>(nothingSelected);
  const chosen = [...selection.entities.values()];
  // What an act is on: the chosen rows, or the row under the cursor.
  const targets = chosen.length > 0 ? chosen : current ? [current] : [];

  // Another list: the cursor goes to its top, and nothing stays chosen that is out of sight.
  const list = `${filter}\n${JSON.stringify(sort)}`;
  const [shownList, setShownList] = useState(list);
  if (shownList !== list) {
    setShownList(list);
    setCursor(0);
    setSelection(nothingSelected);
  }

  const pane = useStore(beside);
  const [peeking, setPeeking] = useState(false);
  const reference = current?.reference;
  useEffect(() => {
    if (peeking && reference) beside.set(reference);
  }, [peeking, reference]);
  if (peeking && pane === null && !reference) setPeeking(false);
  useEffect(() => () => beside.set(null), []);

  const open = useStable((index: number, aside = false) => {
    const entity = rowAt(index);
    if (!entity) return;
    if (aside) {
      beside.set(entity.reference);
      return;
    }
    trail.set({ kind, filter, sort: order, index });
    go.entity(entity.reference);
  });
  const select = useStable((index: number, isRange: boolean) => {
    const entity = rowAt(index);
    if (!entity) return;
    setSelection((now) => (isRange ? extended(now, index, rowAt) : toggled(now, entity, index)));
    setCursor(index);
  });
  const move = (to: number) => setCursor(Math.max(0, Math.min(total - 1, to)));
  const extendTo = (to: number) => {
    const next = Math.max(0, Math.min(total - 1, to));
    setSelection((now) => {
      const from = now.entities.size > 0 ? now : { ...now, anchor: at };
      return extended(from, next, rowAt);
    });
    setCursor(next);
  };

  async function act(run: Promise<unknown>) {
    try {
      await run;
      setSelection(nothingSelected);
    } catch (error) {
      sayProblem(error);
    }
  }
  const ids = () => targets.map(({ id }) => id);
  const trash = () => void act(write("entity_trash", { ids: ids() }));
  const archive = () => void act(write("entity_archive", { ids: ids(), archived: true }));
  const restore = () =>
    void act(
      view === "trash"
        ? write("entity_restore", { ids: ids() })
        : write("entity_archive", { ids: ids(), archived: false }),
    );

  const onPage = (id: ActionId) => () => {
    if (!current) return;
    runOnNextPage(id);
    open(at);
  };
  const some = current !== undefined;
  useAction("list.down", () => move(at + 1), some);
  useAction("list.up", () => move(at - 1), some);
  useAction("list.first", () => move(0), some);
  useAction("list.last", () => move(total - 1), some);
  useAction("list.open", () => open(at), some);
  useAction("list.open-beside", () => open(at, true), some);
  useAction("list.peek", () => togglePeek(), some);
  useAction("list.select", () => select(at, false), some);
  useAction("list.extend", () => select(at, true), some);
  useAction("list.extend-down", () => extendTo(at + 1), some);
  useAction("list.extend-up", () => extendTo(at - 1), some);
  useAction("list.select-all", () => chooseAll(true), some);
  useAction("list.clear", () => clear(), chosen.length > 0 || pane !== null);
  useAction("list.sort", () => sortBy(nextSortable()));
  useAction("entity.edit", onPage("entity.edit"), some && view !== "trash");
  useAction("entity.stage", onPage("entity.stage"), some && view !== "trash");
  useAction("entity.assign", onPage("entity.assign"), some && view !== "trash");
  useAction("entity.tag", onPage("entity.tag"), some && view !== "trash");
  useAction("entity.note", onPage("entity.note"), some && view !== "trash");
  useAction("entity.trash", trash, some && view !== "trash");
  useAction("entity.archive", archive, some && view === "live");
  useAction("entity.restore", restore, some && view !== "live");

  function togglePeek() {
    if (peeking) {
      setPeeking(false);
      beside.set(null);
    } else setPeeking(true);
  }

  function clear() {
    if (chosen.length > 0) setSelection(nothingSelected);
    else {
      setPeeking(false);
      beside.set(null);
    }
  }

  function chooseAll(all: boolean) {
    if (!all) {
      setSelection(nothingSelected);
      return;
    }
    setSelection(extended({ entities: new Map(), anchor: 0 }, total - 1, rowAt));
  }

  function sortBy(key: string | undefined) {
    if (key !== undefined) onChange({ filter, sort: nextSort(sort, key) });
  }

  /** The column after the one that sorts now. */
  function nextSortable(): string | undefined {
    const keys = columns.filter(({ sortable }) => sortable).map(({ key }) => key);
    const now = keys.indexOf(sort[0]?.key ?? "");
    return keys[(now + 1) % keys.length];
  }

  const empty = total === 0 && !pages.loading;
  return (
    <section aria-label={def.plural} className="flex min-h-0 flex-1 flex-col">
      <ListToolbar
        def={def}
        filter={filter}
        sort={order}
        total={pages.loading || pages.error ? undefined : total}
        issues={pages.issues}
        onFilter={(next) => onChange({ filter: next, sort })}
      />
      {pages.error || pages.loading || empty ? (
        <ListState
          def={def}
          view={view}
          filter={viewOf(filter).rest}
          error={pages.error}
          loading={pages.loading}
          onRetry={pages.retry}
          onClear={() => onChange({ filter: filterOf(view, ""), sort })}
        />
      ) : (
        <EntityTable
          def={def}
          columns={columns}
          sort={sort}
          pages={pages}
          cursor={at}
          selection={selection}
          onRange={setRange}
          onPoint={setCursor}
          onOpen={open}
          onSelect={select}
          onSort={sortBy}
          onChooseAll={chooseAll}
        />
      )}
      {chosen.length > 0 && (
        <BulkBar
          view={view}
          entities={chosen}
          onTrash={trash}
          onArchive={archive}
          onRestore={restore}
          onClear={() => setSelection(nothingSelected)}
        />
      )}
    </section>
  );
}
