import { useEffect, useId, useMemo, useRef, useState, type CSSProperties, type MouseEvent } from "react";
import { useAction } from "@/app/actions/registry";
import type { Point } from "@/components/ui/menu";
import type { KindDef, Sort } from "@/ipc/bindings";
import { useCommand } from "@/ipc/use-command";
import { count } from "@/lib/count";
import { cx } from "@/lib/cx";
import { useLongRows } from "@/lib/use-long-rows";
import { useWidth } from "@/lib/use-width";
import type { After } from "./cell-editor";
import { fitting, leastWidth, tracks, type Column } from "./columns";
import { ListHeader } from "./list-header";
import { ListRow } from "./list-row";
import { RowMenu } from "./row-menu";
import { countOf, isSelected, type Selection } from "./selection";
import type { ListPages } from "./use-list-pages";

/** The cell that the arrows are at, by column, and whether it is being edited. */
export type CellPlace = { column: string; editing: boolean };

type Props = {
  def: KindDef;
  columns: readonly Column[];
  /** Whether a person chose the columns: then all of them are there, however narrow the window is. */
  chosenColumns: boolean;
  sort: readonly Sort[];
  pages: ListPages;
  cursor: number;
  cell: CellPlace | undefined;
  selection: Selection;
  onRange: (range: [number, number]) => void;
  onPoint: (index: number) => void;
  onOpen: (index: number, beside: boolean) => void;
  onSelect: (index: number, range: boolean) => void;
  onEdit: (index: number, column: string) => void;
  onEdited: (after: After) => void;
  onSort: (key: string, also: boolean) => void;
  onWidth: (key: string, width: number | null) => void;
  onOrder: (keys: string[]) => void;
  onChooseAll: (all: boolean) => void;
  /** A row's menu comes up. */
  onMenu: (index: number) => void;
};

const HEAD = 32;
const BAR = 64;

/** A leap further than this is on its way somewhere: its pages are asked for when it has come to rest. */
const LEAP = 300;
const REST_MS = 60;

/** The rows in sight and a few around them; the rest is height alone. */
export function EntityTable(props: Props) {
  const { def, sort, pages, cursor, cell, selection, onRange } = props;
  const id = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const [menu, setMenu] = useState<{ at: Point; open: boolean }>({ at: { x: 0, y: 0 }, open: false });
  const width = useWidth(scroller);
  const { chosenColumns } = props;
  const columns = useMemo(
    () => (chosenColumns ? props.columns : fitting(props.columns, width)),
    [chosenColumns, props.columns, width],
  );
  const compact = useCommand("settings_get", {}).data?.compact ?? false;
  const height = compact ? 28 : 32;
  const chosen = countOf(selection, pages.total);
  // The bar of chosen rows floats there.
  const end = chosen > 0 ? BAR : 0;
  const rows = useLongRows({ scroller, count: pages.total, height, head: HEAD, end, first: cursor });

  const { from, to, reveal } = rows;
  const asked = useRef(from);
  useEffect(() => {
    const ask = () => {
      asked.current = from;
      onRange([from, Math.max(from, to - 1)]);
    };
    if (Math.abs(from - asked.current) < LEAP) {
      ask();
      return;
    }
    const timer = setTimeout(ask, REST_MS);
    return () => clearTimeout(timer);
  }, [onRange, from, to]);
  useEffect(() => reveal(cursor), [reveal, cursor]);
  // The list has the focus as soon as it is there, so that its keys need no click; a field being typed in keeps it.
  useEffect(() => {
    if (document.activeElement === document.body || document.activeElement === null) {
      scroller.current?.focus({ preventScroll: true });
    }
  }, []);
  const editing = cell?.editing ?? false;
  const edited = useRef(false);
  useEffect(() => {
    if (edited.current && !editing && !document.activeElement?.closest("input,textarea,[role=dialog]")) {
      scroller.current?.focus({ preventScroll: true });
    }
    edited.current = editing;
  }, [editing]);

  function openMenu(index: number, at: Point) {
    if (!pages.rowAt(index)) return;
    props.onMenu(index);
    setMenu({ at, open: true });
  }
  /** The menu of the row that the arrows are at, under it. */
  function menuHere() {
    const row = document.getElementById(`${id}-${cursor}`)?.getBoundingClientRect();
    if (row) openMenu(cursor, { x: row.left + 12, y: row.bottom });
  }
  useAction("list.menu", menuHere, pages.total > 0);

  function onContextMenu(event: MouseEvent) {
    const target = event.target as Element;
    // A field being typed in has a menu of its own.
    if (target.closest("input,textarea")) return;
    const row = target.closest("[role=rowgroup] [role=row]");
    const index = Number(row?.getAttribute("aria-rowindex")) - 2;
    if (row) openMenu(index, { x: event.clientX, y: event.clientY });
    // The menu key asks the list, which has the focus.
    else if (event.button !== 2) menuHere();
    else return;
    event.preventDefault();
  }

  const all = chosen > 0 && chosen >= pages.total;
  const at = cell && !cell.editing ? `${id}-${cursor}-${cell.column}` : `${id}-${cursor}`;
  return (
    <>
      <div
        ref={scroller}
        role="grid"
        tabIndex={0}
        aria-label={def.plural}
        aria-rowcount={pages.total + 1}
        aria-colcount={columns.length + 1}
        aria-multiselectable
        aria-busy={pages.stale}
        aria-activedescendant={pages.total > 0 ? at : undefined}
        onContextMenu={onContextMenu}
        onKeyDown={(event) => {
          const by = event.key === "PageDown" ? rows.sight : event.key === "PageUp" ? -rows.sight : 0;
          if (by === 0) return;
          event.preventDefault();
          props.onPoint(Math.max(0, Math.min(pages.total - 1, cursor + by)));
        }}
        className={cx("min-h-0 flex-1 overflow-auto outline-none", pages.stale && "opacity-60")}
        style={{ "--tracks": tracks(columns) } as CSSProperties}
      >
        <div style={{ minWidth: leastWidth(columns) }}>
          <ListHeader
            columns={columns}
            sort={sort}
            onSort={props.onSort}
            chosen={all ? "all" : chosen > 0 ? "some" : "none"}
            onChooseAll={props.onChooseAll}
            onOrder={props.onOrder}
            onWidth={(key, next, keep) => {
              if (keep) props.onWidth(key, next);
              // While it is dragged only the tracks change, not the rows.
              else {
                const dragged = columns.map((each) =>
                  each.key === key ? { ...each, width: next ?? undefined } : each,
                );
                scroller.current?.style.setProperty("--tracks", tracks(dragged));
              }
            }}
          />
          <div role="rowgroup" className="relative" style={{ height: rows.bodyHeight }}>
            <div role="presentation" style={{ transform: `translateY(${rows.shift}px)` }}>
              {Array.from({ length: Math.max(0, to - from) }, (_, step) => {
                const index = from + step;
                const entity = pages.rowAt(index);
                const here = index === cursor ? cell : undefined;
                return (
                  <ListRow
                    key={index}
                    id={`${id}-${index}`}
                    index={index}
                    top={rows.topOf(index)}
                    columns={columns}
                    def={def}
                    entity={entity}
                    titles={pages.titles}
                    current={index === cursor}
                    selected={entity !== undefined && isSelected(selection, entity)}
                    cell={here?.column}
                    editing={here?.editing ? here.column : undefined}
                    onPoint={props.onPoint}
                    onOpen={props.onOpen}
                    onSelect={props.onSelect}
                    onEdit={props.onEdit}
                    onEdited={props.onEdited}
                  />
                );
              })}
            </div>
          </div>
        </div>
      </div>
      <RowMenu
        about={
          chosen > 0
            ? count(chosen, def.singular.toLowerCase(), def.plural.toLowerCase())
            : (pages.rowAt(cursor)?.reference ?? "")
        }
        many={chosen > 0}
        at={menu.at}
        open={menu.open}
        onClose={() => setMenu({ ...menu, open: false })}
        returnTo={scroller}
      />
    </>
  );
}
