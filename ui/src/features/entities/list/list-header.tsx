import { ArrowDown, ArrowUp } from "lucide-react";
import { useRef, type PointerEvent as ReactPointerEvent } from "react";
import { Checkbox } from "@/components/ui/checkbox";
import type { Sort } from "@/ipc/bindings";
import { cx } from "@/lib/cx";
import { swallowClick, useReorder } from "@/lib/use-reorder";
import { asWidth, type Column } from "./columns";

type Props = {
  columns: readonly Column[];
  sort: readonly Sort[];
  onSort: (key: string, also: boolean) => void;
  chosen: "none" | "some" | "all";
  onChooseAll: (all: boolean) => void;
  /** Shows a width while it is dragged, then keeps it; null is the column's own. */
  onWidth: (key: string, width: number | null, keep: boolean) => void;
  /** The keys in their new order, without the title, which stays first. */
  onOrder: (keys: string[]) => void;
};

/** The heads of the columns: they sort when pressed, move when dragged, and their edges make them wider. */
export function ListHeader({ columns, sort, onSort, chosen, onChooseAll, onWidth, onOrder }: Props) {
  const keys = columns.slice(1).map(({ key }) => key);
  const box = useRef<HTMLDivElement>(null);
  const order = useReorder({ box, axis: "x", keys, onOrder });
  return (
    <div role="rowgroup" className="sticky top-0 z-20 bg-ground">
      <div
        ref={box}
        role="row"
        aria-rowindex={1}
        className="grid h-8 items-center gap-3 border-b px-3 text-sm text-ink-3"
        style={{ gridTemplateColumns: "var(--tracks)" }}
      >
        <span role="columnheader" className="flex">
          <Checkbox
            tabIndex={-1}
            label="Select all loaded rows"
            checked={chosen === "all"}
            mixed={chosen === "some"}
            onChange={onChooseAll}
          />
        </span>
        {columns.map((column, index) => {
          const place = sort.findIndex(({ key }) => key === column.key);
          const by = sort[place];
          const Arrow = by?.descending ? ArrowDown : ArrowUp;
          const line = index === 0 ? undefined : order.lineAt(index - 1);
          return (
            <span
              key={column.id}
              role="columnheader"
              aria-sort={by && place === 0 ? (by.descending ? "descending" : "ascending") : undefined}
              {...(index === 0 ? {} : { "data-reorder": column.key })}
              onPointerDown={(event) => index > 0 && order.start(event, column.key)}
              className={cx(
                "relative flex h-8 min-w-0 items-center",
                column.numeric && "justify-end",
                order.drag?.key === column.key && "opacity-50",
                line === "before" && "shadow-[-7px_0_0_-5px_var(--accent)]",
                line === "after" && "shadow-[7px_0_0_-5px_var(--accent)]",
              )}
            >
              {column.sortable ? (
                <button
                  type="button"
                  title="Shift sorts by this column, too"
                  aria-label={
                    by && sort.length > 1
                      ? `${column.label}, sorted ${by.descending ? "downwards" : "upwards"}, number ${place + 1}`
                      : undefined
                  }
                  onClick={(event) => onSort(column.key, event.shiftKey)}
                  className={cx(
                    "-mx-1 inline-flex h-6 min-w-0 items-center gap-1 rounded-sm px-1 hover:bg-hover hover:text-ink",
                    by && "font-medium text-ink",
                  )}
                >
                  <span className="truncate">{column.label}</span>
                  {by && <Arrow size={12} aria-hidden className="shrink-0" />}
                  {by && sort.length > 1 && (
                    <span aria-hidden className="text-xs text-ink-3 tabular-nums">
                      {place + 1}
                    </span>
                  )}
                </button>
              ) : (
                <span className="truncate">{column.label}</span>
              )}
              <Edge column={column} onWidth={onWidth} />
            </span>
          );
        })}
      </div>
    </div>
  );
}

type EdgeProps = { column: Column; onWidth: Props["onWidth"] };

/** The edge that makes a column wider: a pointer's way; the keys for it are in the list of columns. */
function Edge({ column, onWidth }: EdgeProps) {
  function start(event: ReactPointerEvent<HTMLElement>) {
    event.stopPropagation();
    event.preventDefault();
    const from = event.clientX;
    const before = event.currentTarget.parentElement?.offsetWidth ?? column.min;
    let width = before;
    const onMove = (move: PointerEvent) => {
      width = asWidth(before + move.clientX - from);
      onWidth(column.key, width, false);
    };
    const onUp = () => {
      globalThis.removeEventListener("pointermove", onMove);
      globalThis.removeEventListener("pointerup", onUp);
      swallowClick();
      if (width !== before) onWidth(column.key, width, true);
    };
    globalThis.addEventListener("pointermove", onMove);
    globalThis.addEventListener("pointerup", onUp);
  }
  return (
    <span
      aria-hidden
      data-edge={column.key}
      onPointerDown={start}
      onDoubleClick={() => onWidth(column.key, null, true)}
      className="absolute -right-2.5 top-1 z-10 h-6 w-2 cursor-col-resize after:absolute after:inset-y-1 after:left-1/2 after:w-px after:bg-line hover:after:bg-accent"
    />
  );
}
