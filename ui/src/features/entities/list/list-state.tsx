import { Archive, Plus, Search, Trash2, Upload } from "lucide-react";
import { keysOf } from "@/app/actions/catalogue";
import { useAction } from "@/app/actions/registry";
import { KindIcon } from "@/components/entity/kind-icon";
import { Button } from "@/components/ui/button";
import { Keys } from "@/components/ui/keys";
import { Empty } from "@/components/ui/notice";
import type { Kind, KindDef } from "@/ipc/bindings";
import type { CommandFailure } from "@/ipc/call";
import { useGo } from "@/lib/navigation";
import { creating, palette } from "@/lib/window-state";
import type { View } from "./view";

const PURPOSES: Record<Kind, string> = {
  contact: "People outside your workspace: customers, leads, partners. Deals and tickets point to them.",
  deal: "Sales in progress, from qualification to won or lost, with amount and close date.",
  ticket: "Requests for help, each with its thread of public and internal messages.",
  candidate: "People who applied, with their CV and where they are in the process.",
  task: "What is to be done, by whom and by when, about anything in the workspace.",
};

type Props = {
  def: KindDef;
  view: View;
  /** The filter beside the view; empty when there is none. */
  filter: string;
  error: CommandFailure | undefined;
  loading: boolean;
  onRetry: () => void;
  onClear: () => void;
};

/** What stands in a list's place when it has no rows to show. */
export function ListState({ def, view, filter, error, loading, onRetry, onClear }: Props) {
  const go = useGo();
  const plural = def.plural.toLowerCase();
  if (error) {
    return (
      <Empty title={`The ${plural} could not be read`} actions={<Button onClick={onRetry}>Try again</Button>}>
        {error.message}
      </Empty>
    );
  }
  if (loading) return <Skeleton />;
  if (filter !== "") return <NoMatch def={def} filter={filter} onClear={onClear} />;
  if (view === "trash") {
    return (
      <Empty icon={<Trash2 size={26} />} title="The trash is empty">
        What you move to the trash stays here until it is restored or deleted for good.
      </Empty>
    );
  }
  if (view === "archive") {
    return (
      <Empty icon={<Archive size={26} />} title="The archive is empty">
        What you archive is kept here, out of lists and search.
      </Empty>
    );
  }
  return (
    <Empty
      icon={<KindIcon kind={def.kind} size={26} />}
      title={`No ${plural} yet`}
      actions={
        <>
          <Button variant="primary" icon={<Plus size={14} />} onClick={() => creating.set(def.kind)}>
            Create {def.singular.toLowerCase()}
          </Button>
          <Button icon={<Upload size={14} />} onClick={() => go.import(def.kind)}>
            Import a CSV file
          </Button>
        </>
      }
    >
      {PURPOSES[def.kind]}
    </Empty>
  );
}

/** Nothing matches the filter: how to be rid of it, by a key as well, and where else to look. */
function NoMatch({ def, filter, onClear }: Pick<Props, "def" | "filter" | "onClear">) {
  useAction("list.clear", onClear);
  const [clear, change] = [keysOf("list.clear"), keysOf("list.filter")];
  return (
    <Empty
      icon={<KindIcon kind={def.kind} size={26} />}
      title={`No ${def.plural.toLowerCase()} match`}
      actions={
        <>
          <Button icon={<Search size={14} />} onClick={() => palette.set({ open: true, text: filter })}>
            Search everything
          </Button>
          <Button onClick={onClear}>Clear the filter</Button>
        </>
      }
    >
      <p>
        Here every word must occur in the title, and every filter must hold. The search looks into all fields,
        notes and references.
      </p>
      <p
        role="status"
        className="mt-2 flex flex-wrap items-center justify-center gap-x-1.5 gap-y-1 text-sm text-ink-3"
      >
        Press {clear && <Keys binding={clear} />} to clear the filter
        {change && (
          <>
            , <Keys binding={change} /> to change it
          </>
        )}
        .
      </p>
    </Empty>
  );
}

/** The list's lines, for the moment before its rows. */
function Skeleton() {
  return (
    <div aria-busy className="flex-1 overflow-hidden">
      <span role="status" className="sr-only">
        Loading
      </span>
      <div className="h-8 border-b" />
      {Array.from({ length: 40 }, (_, index) => (
        <div key={index} className="row-height flex items-center border-b px-3">
          <span className="h-2 w-64 max-w-1/3 rounded-sm bg-sunken" />
        </div>
      ))}
    </div>
  );
}
