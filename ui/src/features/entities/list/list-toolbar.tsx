import { Download, Ellipsis, Plus, Upload } from "lucide-react";
import { createOf, keysOf } from "@/app/actions/catalogue";
import { useAction } from "@/app/actions/registry";
import { KindIcon } from "@/components/entity/kind-icon";
import { Button, IconButton } from "@/components/ui/button";
import { Menu, MenuAction } from "@/components/ui/menu";
import { Segmented } from "@/components/ui/segmented";
import { sayProblem } from "@/components/ui/toaster";
import type { KindDef, QueryIssue, Sort } from "@/ipc/bindings";
import { call } from "@/ipc/call";
import { number } from "@/lib/count";
import { useGo } from "@/lib/navigation";
import { creating } from "@/lib/window-state";
import { FilterField } from "./filter-field";
import { filterOf, viewOf, type View } from "./view";

type Props = {
  def: KindDef;
  filter: string;
  sort: Sort[];
  /** Absent until it is known. */
  total: number | undefined;
  issues: readonly QueryIssue[];
  onFilter: (filter: string) => void;
};

/** A list's head: its name and count, the filter, the three views, and what can be done with it as a whole. */
export function ListToolbar({ def, filter, sort, total, issues, onFilter }: Props) {
  const go = useGo();
  const { view, rest } = viewOf(filter);

  async function exportList() {
    try {
      const name = `${def.plural.toLowerCase()}.csv`;
      const { path } = await call("file_pick", { purpose: "export", suggested_name: name });
      if (!path) return;
      await call("export_start", { kind: def.kind, filter, sort, columns: null, path });
    } catch (error) {
      sayProblem(error);
    }
  }
  useAction("list.export", () => void exportList());

  return (
    <header className="@container shrink-0 border-b px-3">
      <div className="flex min-h-11 flex-wrap items-center gap-x-3 gap-y-1.5 py-1.5 @3xl:flex-nowrap @3xl:py-0">
        <h1 className="flex shrink-0 items-center gap-2 font-semibold">
          <KindIcon kind={def.kind} />
          {def.plural}
          <span className="min-w-4 font-normal text-ink-3 tabular-nums">
            {total !== undefined && number(total)}
          </span>
        </h1>
        <FilterField
          key={`${def.kind}${view}`}
          kind={def.kind}
          plural={def.plural.toLowerCase()}
          filter={rest}
          offset={filterOf(view, "").length}
          issues={issues}
          onFilter={(next) => onFilter(filterOf(view, next))}
        />
        <span className="flex-1 @3xl:hidden" />
        <Segmented<View>
          label="View"
          value={view}
          onChange={(next) => onFilter(filterOf(next, rest))}
          options={[
            { value: "live", label: "Active" },
            { value: "archive", label: "Archive" },
            { value: "trash", label: "Trash" },
          ]}
        />
        <Menu
          align="end"
          trigger={
            <IconButton label="More for this list">
              <Ellipsis size={15} />
            </IconButton>
          }
        >
          <MenuAction icon={<Upload size={14} />} onSelect={() => go.import(def.kind)}>
            Import a CSV file
          </MenuAction>
          <MenuAction icon={<Download size={14} />} onSelect={() => void exportList()}>
            Export this list as CSV
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
