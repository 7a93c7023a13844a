import { useVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useId, useRef } from "react";
import type { KindDef, Sort } from "@/ipc/bindings";
import { useCommand } from "@/ipc/use-command";
import { cx } from "@/lib/cx";
import { useWidth } from "@/lib/use-width";
import { fitting, leastWidth, tracks, type Column } from "./columns";
import { ListHeader } from "./list-header";
import { ListRow } from "./list-row";
import type { Selection } from "./selection";
import type { ListPages } from "./use-list-pages";

type Props = {
  def: KindDef;
  columns: readonly Column[];
  sort: readonly Sort[];
  pages: ListPages;
  cursor: number;
  selection: Selection;
  onRange: (range: [number, number]) => void;
  onPoint: (index: number) => void;
  onOpen: (index: number, beside: boolean) => void;
  onSelect: (index: number, range: boolean) => void;
  onSort: (key: string) => void;
  onChooseAll: (all: boolean) => void;
};

const HEAD = 32;
const BAR = 64;

/** The rows in sight and a few around them; the rest is height alone. */
export function EntityTable(props: Props) {
  const { def, sort, pages, cursor, selection, onRange } = props;
  const id = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const columns = fitting(props.columns, useWidth(scroller));
  const compact = useCommand("settings_get", {}).data?.compact ?? false;
  const height = compact ? 28 : 32;
  const first = useRef(cursor);
  const chosen = selection.entities.size;
  const rows = useVirtualizer({
    count: pages.total,
    getScrollElement: () => scroller.current,
    estimateSize: () => height,
    overscan: 8,
    initialOffset: Math.max(0, (first.current - 8) * height),
    initialRect: { width: 800, height: 640 },
    scrollPaddingStart: HEAD,
    // The bar of chosen rows floats there.
    scrollPaddingEnd: chosen > 0 ? BAR : 0,
    paddingEnd: chosen > 0 ? BAR : 0,
  });
  useEffect(() => rows.measure(), [rows, height]);

  const shown = rows.getVirtualItems();
  const from = shown[0]?.index ?? 0;
  const to = shown.at(-1)?.index ?? 0;
  useEffect(() => onRange([from, to]), [onRange, from, to]);
  useEffect(() => rows.scrollToIndex(cursor, { align: "auto" }), [rows, cursor]);
  // The list has the focus as soon as it is there, so that its keys need no click; a field being typed in keeps it.
  useEffect(() => {
    if (document.activeElement === document.body || document.activeElement === null) {
      scroller.current?.focus({ preventScroll: true });
    }
  }, []);

  const template = tracks(columns);
  const all = chosen > 0 && chosen >= pages.total;
  return (
    <div
      ref={scroller}
      role="grid"
      tabIndex={0}
      aria-label={def.plural}
      aria-rowcount={pages.total + 1}
      aria-colcount={columns.length + 1}
      aria-multiselectable
      aria-busy={pages.stale}
      aria-activedescendant={pages.total > 0 ? `${id}-${cursor}` : undefined}
      className={cx("min-h-0 flex-1 overflow-auto outline-none", pages.stale && "opacity-60")}
    >
      <div style={{ minWidth: leastWidth(columns) }}>
        <ListHeader
          columns={columns}
          template={template}
          sort={sort}
          onSort={props.onSort}
          chosen={all ? "all" : chosen > 0 ? "some" : "none"}
          onChooseAll={props.onChooseAll}
        />
        <div role="rowgroup" className="relative" style={{ height: rows.getTotalSize() }}>
          {shown.map((row) => {
            const entity = pages.rowAt(row.index);
            return (
              <ListRow
                key={row.key}
                id={`${id}-${row.index}`}
                index={row.index}
                top={row.start}
                template={template}
                columns={columns}
                def={def}
                entity={entity}
                titles={pages.titles}
                current={row.index === cursor}
                selected={entity !== undefined && selection.entities.has(entity.id)}
                onPoint={props.onPoint}
                onOpen={props.onOpen}
                onSelect={props.onSelect}
              />
            );
          })}
        </div>
      </div>
    </div>
  );
}
