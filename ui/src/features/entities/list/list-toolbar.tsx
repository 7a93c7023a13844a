import { Copy, Download, Ellipsis, Plus, Rows3, SquareKanban, Upload } from "lucide-react";
import { createOf, keysOf } from "@/app/actions/catalogue";
import { useAction } from "@/app/actions/registry";
import { KindIcon } from "@/components/entity/kind-icon";
import { Button, IconButton } from "@/components/ui/button";
import { Menu, MenuAction, MenuHeading, MenuSeparator } from "@/components/ui/menu";
import { Segmented } from "@/components/ui/segmented";
import { sayProblem } from "@/components/ui/toaster";
import type { KindDef, QueryIssue, Sort } from "@/ipc/bindings";
import { call } from "@/ipc/call";
import { number } from "@/lib/count";
import { useGo, type ListSearch } from "@/lib/navigation";
import { creating } from "@/lib/window-state";
import { ColumnChooser } from "./column-chooser";
import { exported } from "./columns";
import { FilterBuilder } from "./filter-builder";
import { FilterField } from "./filter-field";
import type { ListView } from "./use-list-view";
import { filterOf, viewOf, type View } from "./view";
import { ViewMenu } from "./view-menu";

type Props = {
  def: KindDef;
  look: ListView;
  order: Sort[];
  /** Absent until it is known. */
  total: number | undefined;
  /** Whether the total is that of the filter as it is now, and not of the one before. */
  settled: boolean;
  issues: readonly QueryIssue[];
  onAddress: (address: ListSearch) => void;
};

/** A list's head: which view it is and its count, the filter, how it is looked at, and what can be done with it. */
export function ListToolbar({ def, look, order, total, settled, issues, onAddress }: Props) {
  const go = useGo();
  const { filter, layout } = look;
  const { view, rest } = viewOf(filter);
  const setFilter = (next: string) => look.change({ filter: next });

  /** As a file: the columns of this view in their order, or all there is. */
  async function exportList(columns: string[] | null) {
    try {
      const name = `${(look.saved?.name ?? def.plural).toLowerCase()}.csv`;
      const { path } = await call("file_pick", { purpose: "export", suggested_name: name });
      if (!path) return;
      await call("export_start", { kind: def.kind, filter, sort: order, columns, path });
    } catch (error) {
      sayProblem(error);
    }
  }
  const exportShown = () => void exportList(exported(def, look.columns));
  const exportAll = () => void exportList(null);
  useAction("list.export", exportShown);
  useAction("list.export-all", exportAll);

  return (
    <header className="@container shrink-0 border-b px-3">
      <div className="flex min-h-11 flex-wrap items-center gap-x-2 gap-y-1.5 py-1.5 @3xl:flex-nowrap @3xl:py-0">
        <h1 className="flex min-w-0 shrink-0 items-center gap-1 font-semibold">
          <KindIcon kind={def.kind} />
          <ViewMenu def={def} look={look} onAddress={onAddress} />
          <span className="min-w-4 font-normal text-ink-3 tabular-nums">
            {total !== undefined && number(total)}
          </span>
        </h1>
        {/* Where it is narrow, the filter and what it is of have a line of their own. */}
        <span className="order-last h-0 basis-full @3xl:hidden" />
        <FilterField
          key={`${def.kind}${view}${look.saved?.id ?? ""}`}
          kind={def.kind}
          plural={def.plural.toLowerCase()}
          filter={rest}
          offset={filterOf(view, "").length}
          issues={issues}
          total={settled ? total : undefined}
          onFilter={(next) => setFilter(filterOf(view, next))}
        />
        <span className="flex-1 @3xl:hidden" />
        <FilterBuilder def={def} filter={rest} onFilter={(next) => setFilter(filterOf(view, next))} />
        {layout === "list" && (
          <ColumnChooser def={def} columns={look.columns} onChange={(columns) => look.change({ columns })} />
        )}
        <IconButton
          label={layout === "list" ? "Show as a board" : "Show as a list"}
          keys={keysOf("list.layout")}
          onClick={() => look.change({ layout: layout === "list" ? "board" : "list" })}
        >
          {layout === "list" ? <SquareKanban size={15} /> : <Rows3 size={15} />}
        </IconButton>
        <span className="order-last flex @3xl:order-none">
          <Segmented<View>
            label="View"
            value={view}
            onChange={(next) => setFilter(filterOf(next, rest))}
            options={[
              { value: "live", label: "Active" },
              { value: "archive", label: "Archive" },
              { value: "trash", label: "Trash" },
            ]}
          />
        </span>
        <Menu
          align="end"
          trigger={
            <IconButton label="More for this list">
              <Ellipsis size={15} />
            </IconButton>
          }
        >
          <MenuAction icon={<Copy size={14} />} onSelect={() => go.duplicates(def.kind)}>
            Find duplicates
          </MenuAction>
          <MenuSeparator />
          <MenuAction icon={<Upload size={14} />} onSelect={() => go.import(def.kind)}>
            Import a CSV file
          </MenuAction>
          <MenuHeading>Export this list as CSV</MenuHeading>
          <MenuAction icon={<Download size={14} />} onSelect={exportShown}>
            Export the columns as shown
          </MenuAction>
          <MenuAction icon={<Download size={14} />} onSelect={exportAll}>
            Export all fields
          </MenuAction>
        </Menu>
        <Button
          aria-label={`Create ${def.singular.toLowerCase()}`}
          icon={<Plus size={14} />}
          title={`Create ${def.singular.toLowerCase()} (${keysOf("create.here")?.toUpperCase() ?? createOf(def.kind)})`}
          onClick={() => creating.set(def.kind)}
        >
          <span className="hidden @3xl:inline">{def.singular}</span>
        </Button>
      </div>
    </header>
  );
}
