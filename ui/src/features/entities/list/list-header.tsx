import { ArrowDown, ArrowUp } from "lucide-react";
import { Checkbox } from "@/components/ui/checkbox";
import type { Sort } from "@/ipc/bindings";
import { cx } from "@/lib/cx";
import type { Column } from "./columns";

type Props = {
  columns: readonly Column[];
  template: string;
  sort: readonly Sort[];
  onSort: (key: string) => void;
  chosen: "none" | "some" | "all";
  onChooseAll: (all: boolean) => void;
};

/** The heads of the columns; those that sort are buttons. */
export function ListHeader({ columns, template, sort, onSort, chosen, onChooseAll }: Props) {
  return (
    <div role="rowgroup" className="sticky top-0 z-10 bg-ground">
      <div
        role="row"
        aria-rowindex={1}
        className="grid h-8 items-center gap-3 border-b px-3 text-sm text-ink-3"
        style={{ gridTemplateColumns: template }}
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
        {columns.map((column) => {
          const by = sort[0]?.key === column.key ? sort[0] : undefined;
          const Arrow = by?.descending ? ArrowDown : ArrowUp;
          return (
            <span
              key={column.id}
              role="columnheader"
              aria-sort={by ? (by.descending ? "descending" : "ascending") : undefined}
              className={cx("flex min-w-0", column.numeric && "justify-end")}
            >
              {column.sortable ? (
                <button
                  type="button"
                  onClick={() => onSort(column.key)}
                  className={cx(
                    "-mx-1 inline-flex h-6 min-w-0 items-center gap-1 rounded-sm px-1 hover:bg-hover hover:text-ink",
                    by && "font-medium text-ink",
                  )}
                >
                  <span className="truncate">{column.label}</span>
                  {by && <Arrow size={12} aria-hidden className="shrink-0" />}
                </button>
              ) : (
                <span className="truncate">{column.label}</span>
              )}
            </span>
          );
        })}
      </div>
    </div>
  );
}
