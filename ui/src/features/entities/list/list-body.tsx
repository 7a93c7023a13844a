import { useEffect, useMemo, useState } from "react";
import { runOnNextPage, useAction } from "@/app/actions/registry";
import type { ActionId } from "@/app/actions/catalogue";
import { useAi } from "@/components/assistant/ai-availability";
import { sayProblem } from "@/components/ui/toaster";
import type { KindDef, Sort } from "@/ipc/bindings";
import { useGo, type ListSearch } from "@/lib/navigation";
import { useStore } from "@/lib/store";
import { useStable } from "@/lib/use-stable";
import { useWrite } from "@/lib/use-write";
import { beside, trail } from "@/lib/window-state";
import { titleKeys } from "@/lib/workspace";
import { BulkBar } from "../bulk/bulk-bar";
import { useBulk } from "../bulk/use-bulk";
import { targetOf, useChanging, type Target } from "../bulk/use-changing";
import type { After } from "./cell-editor";
import { columnsOf, isChosen, nextSort, remembered, type Column } from "./columns";
import { EntityTable, type CellPlace } from "./entity-table";
import { ListState } from "./list-state";
import {
  allMatching,
  asChosen,
  countOf,
  entitiesOf,
  extended,
  isSelected,
  nothingSelected,
  toggled,
  type Selection,
} from "./selection";
import type { ListView } from "./use-list-view";
import type { ListPages } from "./use-list-pages";
import { filterOf, viewOf } from "./view";

type Props = {
  def: KindDef;
  look: ListView;
  /** The order that is shown, which is one even while a person sorts by nothing. */
  order: Sort[];
  pages: ListPages;
  address: ListSearch;
  onRange: (range: [number, number]) => void;
};

/** The rows of a list: moved through, chosen, edited and acted on by keyboard or mouse. */
export function ListBody({ def, look, order, pages, address, onRange }: Props) {
  const { kind } = def;
  const { filter, sort } = look;
  const go = useGo();
  const write = useWrite();
  const bulk = useBulk(kind);
  const changing = useChanging(def, bulk);
  const asks = useAi().availability === "ready";
  const columns = useMemo(() => columnsOf(def, look.columns), [def, look.columns]);
  const { view } = viewOf(filter);
  const { total, rowAt } = pages;

  const cameFrom = trail.get();
  const returning = cameFrom?.kind === kind && cameFrom.filter === filter ? cameFrom.index : 0;
  const [cursor, setCursor] = useState(Math.max(0, returning));
  const at = Math.min(cursor, Math.max(0, total - 1));
  const current = rowAt(at);
  const [cell, setCell] = useState<CellPlace>();

  const [selection, setSelection] = useState<Selection>(nothingSelected);
  const chosen = countOf(selection, total);
  const clearSelection = () => setSelection(nothingSelected);
  const target: Target | undefined =
    chosen > 0
      ? {
          selection: asChosen(selection, filter),
          count: chosen,
          entities: entitiesOf(selection),
          done: clearSelection,
        }
      : current && targetOf(current);

  // Another list: the cursor goes to its top, and nothing stays chosen that is out of sight.
  const list = `${filter}\n${JSON.stringify(sort)}`;
  const [shownList, setShownList] = useState(list);
  if (shownList !== list) {
    setShownList(list);
    setCursor(0);
    setCell(undefined);
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

  const point = useStable((index: number) => {
    setCursor(index);
    setCell(undefined);
  });
  const open = useStable((index: number, aside = false) => {
    const entity = rowAt(index);
    if (!entity) return;
    if (aside) {
      beside.set(entity.reference);
      return;
    }
    trail.set({ kind, filter, sort: order, index, from: address });
    go.entity(entity.reference);
  });
  const select = useStable((index: number, isRange: boolean) => {
    const entity = rowAt(index);
    if (!entity) return;
    setSelection((now) => (isRange ? extended(now, index, rowAt) : toggled(now, entity, index)));
    setCursor(index);
  });
  /** A row's menu is about that row; about all that are chosen when it is one of them. */
  const pointMenu = useStable((index: number) => {
    const entity = rowAt(index);
    if (entity && chosen > 0 && !isSelected(selection, entity)) clearSelection();
    point(index);
  });
  const clamp = (to: number) => Math.max(0, Math.min(total - 1, to));
  const move = (to: number) => setCursor(clamp(to));
  const extendTo = (to: number) => {
    setSelection((now) => {
      const isEmpty = now.mode === "some" && now.entities.size === 0;
      return extended(isEmpty ? { ...now, anchor: at } : now, clamp(to), rowAt);
    });
    setCursor(clamp(to));
  };

  const editable = (column: Column) => isEditable(column, def) && view !== "trash";
  const edit = useStable((index: number, id: string) => {
    const column = columns.find((each) => each.id === id);
    const entity = rowAt(index);
    if (!column || !entity || !editable(column)) return;
    setCursor(index);
    if (column.field?.ty.type === "stage") {
      // Its rules may ask for more than a cell has room for.
      changing.ask(targetOf(entity), "stage");
      return;
    }
    setCell({ column: id, editing: true });
  });
  const edited = useStable((after: After) => {
    const places = columns.filter((column) => editable(column) && column.field?.ty.type !== "stage");
    const now = places.findIndex(({ id }) => id === cell?.column);
    const next = places[now + (after === "next" ? 1 : after === "previous" ? -1 : 0)];
    if (after === "stay" || !next) setCell((was) => was && { ...was, editing: false });
    else setCell({ column: next.id, editing: true });
  });
  /** Along the cells of the row; from none to the first, and back to none. */
  function moveCell(by: 1 | -1) {
    const now = columns.findIndex(({ id }) => id === cell?.column);
    const next = columns[now + by];
    setCell(next && { column: next.id, editing: false });
  }
  function editHere() {
    const first = columns.find(editable);
    const column = columns.find(({ id }) => id === cell?.column) ?? first;
    if (column) edit(at, column.id);
  }

  const ids = current ? [current.id] : [];
  const many = chosen > 0 ? target : undefined;
  const trash = () =>
    void (many
      ? changing.change(many, { change: "trash" })
      : write("entity_trash", { ids }).catch(sayProblem));
  const archive = (archived = true) =>
    void (many
      ? changing.change(many, { change: "archive", archived })
      : write("entity_archive", { ids, archived }).catch(sayProblem));
  const restore = () => {
    if (view !== "trash") archive(false);
    else
      void (many
        ? changing.change(many, { change: "restore" })
        : write("entity_restore", { ids }).catch(sayProblem));
  };
  const set = (field?: string) => target && changing.ask(target, field);

  const onPage = (id: ActionId) => () => {
    if (!current) return;
    runOnNextPage(id);
    open(at);
  };
  // Keys that move work while the row that one is at is still on its way.
  const any = total > 0;
  const some = current !== undefined || chosen > 0;
  const live = some && view !== "trash";
  useAction("list.down", () => move(at + 1), any);
  useAction("list.up", () => move(at - 1), any);
  useAction("list.left", () => moveCell(-1), any);
  useAction("list.right", () => moveCell(1), any);
  useAction("list.first", () => move(0), any);
  useAction("list.last", () => move(total - 1), any);
  useAction("list.open", () => (cell && live ? editHere() : open(at)), some);
  useAction("list.open-beside", () => open(at, true), some);
  useAction("list.edit-cell", editHere, live);
  useAction("list.peek", () => togglePeek(), some);
  useAction("list.select", () => select(at, false), some);
  useAction("list.extend", () => select(at, true), some);
  useAction("list.extend-down", () => extendTo(at + 1), any);
  useAction("list.extend-up", () => extendTo(at - 1), any);
  useAction("list.select-all", () => chooseMore(), any);
  useAction("list.select-matching", () => setSelection(allMatching), any);
  useAction("list.clear", () => clear(), cell !== undefined || chosen > 0 || pane !== null);
  useAction("list.sort", () => sortBy(nextSortable(), false));
  useAction("entity.edit", () => (chosen > 0 ? set() : editHere()), live);
  useAction("entity.stage", () => set("stage"), live);
  useAction("entity.assign", () => set("owner"), live);
  useAction("entity.tag", () => set("tags"), live);
  useAction("entity.note", onPage("entity.note"), live);
  useAction("entity.summary", onPage("entity.summary"), live);
  useAction("entity.suggestions", onPage("entity.suggestions"), live);
  useAction("entity.similar", onPage("entity.similar"), live);
  useAction("entity.ask", onPage("entity.ask"), live && asks);
  useAction("entity.trash", trash, live);
  useAction("entity.archive", () => archive(), some && view === "live");
  useAction("entity.restore", restore, some && view !== "live");

  function togglePeek() {
    if (peeking) {
      setPeeking(false);
      beside.set(null);
    } else setPeeking(true);
  }

  function clear() {
    if (cell) setCell(undefined);
    else if (chosen > 0) clearSelection();
    else {
      setPeeking(false);
      beside.set(null);
    }
  }

  function chooseAll(all: boolean) {
    if (all) setSelection(extended({ mode: "some", entities: new Map(), anchor: 0 }, total - 1, rowAt));
    else clearSelection();
  }

  /** All that are loaded; pressed again, all that match. */
  function chooseMore() {
    const loaded = extended(nothingSelected, total - 1, rowAt);
    if (chosen >= countOf(loaded, total)) setSelection(allMatching);
    else setSelection(loaded);
  }

  function sortBy(key: string | undefined, also: boolean) {
    if (key !== undefined) look.change({ sort: nextSort(sort, key, also) });
  }

  /** The column after the one that sorts now. */
  function nextSortable(): string | undefined {
    const keys = columns.filter(({ sortable }) => sortable).map(({ key }) => key);
    const now = keys.indexOf(sort[0]?.key ?? "");
    return keys[(now + 1) % keys.length];
  }

  const keepColumns = (next: readonly Column[]) => look.change({ columns: remembered(next) });
  const empty = total === 0 && !pages.loading;
  const known = selection.mode === "some" ? entitiesOf(selection) : undefined;
  return (
    <>
      {pages.error || pages.loading || empty ? (
        <ListState
          def={def}
          view={view}
          filter={viewOf(filter).rest}
          error={pages.error}
          loading={pages.loading}
          onRetry={pages.retry}
          onClear={() => look.change({ filter: filterOf(view, "") })}
        />
      ) : (
        <EntityTable
          def={def}
          columns={columns}
          chosenColumns={isChosen(def, look.columns)}
          sort={sort}
          pages={pages}
          cursor={at}
          cell={cell}
          selection={selection}
          onRange={onRange}
          onPoint={point}
          onOpen={open}
          onSelect={select}
          onEdit={edit}
          onEdited={edited}
          onSort={sortBy}
          onWidth={(key, width) =>
            keepColumns(
              columns.map((column) =>
                column.key === key ? { ...column, width: width ?? undefined } : column,
              ),
            )
          }
          onOrder={(keys) => keepColumns(inOrder(columns, keys))}
          onChooseAll={chooseAll}
          onMenu={pointMenu}
        />
      )}
      <BulkBar
        def={def}
        view={view}
        bulk={bulk}
        chosen={chosen}
        matching={chosen < total ? total : undefined}
        entities={known}
        onChooseMatching={() => setSelection(allMatching)}
        onSet={set}
        onTrash={trash}
        onArchive={() => archive()}
        onRestore={restore}
        onClear={clearSelection}
      />
      {changing.dialog}
    </>
  );
}

/** Columns in the order of these keys; the title stays first, and those that are out of sight stay behind. */
function inOrder(columns: readonly Column[], keys: readonly string[]): Column[] {
  const place = ({ key }: Column) =>
    key === "title" ? -1 : keys.includes(key) ? keys.indexOf(key) : keys.length;
  return columns.toSorted((a, b) => place(a) - place(b));
}

/** Whether a cell can be edited where it stands. The title can when it is one field. */
function isEditable({ key, field }: Column, def: KindDef): boolean {
  if (key === "title") return titleKeys(def).length === 1;
  return field !== undefined && !field.derived;
}
