import { keysOf, type ActionId } from "@/app/actions/catalogue";
import { say, sayProblem } from "@/components/ui/toaster";
import type { Hit } from "@/ipc/bindings";
import type { useWrite } from "@/lib/use-write";
import type { RowAction } from "./action-panel";
import type { PaletteHost } from "./host";

type Context = {
  host: PaletteHost;
  write: ReturnType<typeof useWrite>;
  open: (hit: Hit) => void;
  toggleWhy: () => void;
  done: () => void;
};

/** What can be done with a hit, here. */
export function rowActions(hit: Hit, { host, write, open, toggleWhy, done }: Context): RowAction[] {
  const actions: RowAction[] = [{ id: "open", title: "Open", keys: "enter", run: () => open(hit) }];
  const { openBeside, runOn } = host;
  if (openBeside) {
    actions.push({
      id: "beside",
      title: "Open beside",
      keys: "mod+enter",
      run: () => openBeside(hit.reference),
    });
  }
  const copy = (what: string, text: string) => () => {
    navigator.clipboard.writeText(text).then(() => say(`copied ${what}`), sayProblem);
    done();
  };
  actions.push(
    { id: "copy-reference", title: "Copy reference", run: copy(hit.reference, hit.reference) },
    { id: "copy-link", title: "Copy link", run: copy(`the link to ${hit.reference}`, linkTo(hit)) },
  );
  if (runOn) {
    const onPage = (id: ActionId, title: string): RowAction => ({
      id,
      title,
      keys: keysOf(id),
      run: () => runOn(id, hit.reference),
    });
    const act = (run: () => Promise<unknown>) => () => {
      run().catch(sayProblem);
      done();
    };
    if (hit.trashed) {
      actions.push({
        id: "restore",
        title: "Restore",
        run: act(() => write("entity_restore", { ids: [hit.id] })),
      });
    } else {
      actions.push(
        onPage("entity.edit", "Edit"),
        onPage("entity.stage", "Change the stage"),
        onPage("entity.assign", "Assign"),
        onPage("entity.note", "Add a note"),
        ...(hit.kind === "candidate" ? [onPage("entity.scorecard", "Add a scorecard")] : []),
        ...(hit.kind === "task" ? [] : [onPage("entity.email", "Write email")]),
        onPage("entity.summary", "Show the summary"),
        onPage("entity.suggestions", "Show suggested actions"),
        onPage("entity.similar", "Show similar records"),
        // Absent where the assistant cannot be used.
        ...(host.ask ? [onPage("entity.ask", "Ask AI about it")] : []),
        {
          id: "archive",
          title: hit.archived ? "Take out of the archive" : "Archive",
          run: act(() => write("entity_archive", { ids: [hit.id], archived: !hit.archived })),
        },
        {
          id: "trash",
          title: "Move to the trash",
          danger: true,
          run: act(() => write("entity_trash", { ids: [hit.id] })),
        },
      );
    }
  }
  actions.push({
    id: "why",
    title: "Why this rank",
    keys: "alt+w",
    run: () => {
      toggleWhy();
      done();
    },
  });
  return actions;
}

function linkTo({ kind, reference }: Hit): string {
  return `workestra://${kind}/${reference}`;
}
