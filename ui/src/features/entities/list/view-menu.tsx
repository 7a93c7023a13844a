import { BookmarkPlus, ChevronDown, Pencil, Pin, PinOff, RotateCcw, Save, Trash2 } from "lucide-react";
import { useState } from "react";
import { useAction } from "@/app/actions/registry";
import { Button } from "@/components/ui/button";
import { Menu, MenuAction, MenuHeading, MenuSeparator } from "@/components/ui/menu";
import { say, sayProblem } from "@/components/ui/toaster";
import type { KindDef, View } from "@/ipc/bindings";
import type { ListSearch } from "@/lib/navigation";
import { newId } from "@/lib/uuid";
import { isNamed, useViews, useViewWrites } from "@/lib/views";
import { forgetColumnDraft, type ListView } from "./use-list-view";
import { ViewNameDialog } from "./view-name-dialog";

type Props = { def: KindDef; look: ListView; onAddress: (address: ListSearch) => void };

/** The views of a kind: which one it is, the others, and what can be done with it. */
export function ViewMenu({ def, look, onAddress }: Props) {
  const { views } = useViews();
  const writes = useViewWrites();
  const [naming, setNaming] = useState<"new" | "rename">();
  const { saved } = look;
  const own = views.filter(isNamed).filter(({ kind }) => kind === def.kind);
  useAction("list.save-view", () => setNaming("new"));

  const { filter, sort, layout, columns } = look;
  const update = async (view: View) => {
    await writes.save({ ...view, filter, sort, layout, columns });
    forgetColumnDraft(view.id);
    onAddress({ view: view.id });
  };

  async function saveAs(name: string, pinned: boolean) {
    const view = { id: newId(), kind: def.kind, name, layout, filter, sort, columns, pinned };
    await writes.save(view);
    if (saved) forgetColumnDraft(saved.id);
    onAddress({ view: view.id });
  }

  async function remove(view: View) {
    await writes.remove(view.id);
    forgetColumnDraft(view.id);
    onAddress({});
    say(`deleted the view ${view.name}`, {
      label: "Undo",
      run: () => attempt(writes.save(view).then(() => onAddress({ view: view.id }))),
    });
  }

  return (
    <>
      <Menu
        trigger={
          <Button
            variant="quiet"
            className="max-w-56 !px-1.5 !text-base !font-semibold !text-ink"
            aria-label={`${saved?.name ?? def.plural}: views`}
          >
            <span className="truncate">{saved?.name ?? def.plural}</span>
            <ChevronDown size={13} aria-hidden className="text-ink-3" />
          </Button>
        }
      >
        <MenuAction checked={!saved} onSelect={() => onAddress({})}>
          All {def.plural.toLowerCase()}
        </MenuAction>
        {own.length > 0 && <MenuHeading>Views</MenuHeading>}
        {own.map((view) => (
          <MenuAction
            key={view.id}
            checked={view.id === saved?.id}
            icon={view.pinned ? <Pin size={13} /> : <span />}
            onSelect={() => onAddress({ view: view.id })}
          >
            {view.name}
          </MenuAction>
        ))}
        <MenuSeparator />
        {saved && look.changed && (
          <MenuAction icon={<Save size={14} />} onSelect={() => attempt(update(saved))}>
            Update “{saved.name}”
          </MenuAction>
        )}
        <MenuAction icon={<BookmarkPlus size={14} />} onSelect={() => setNaming("new")}>
          Save as a view…
        </MenuAction>
        {saved && (
          <>
            <MenuAction
              icon={saved.pinned ? <PinOff size={14} /> : <Pin size={14} />}
              onSelect={() => attempt(writes.save({ ...saved, pinned: !saved.pinned }))}
            >
              {saved.pinned ? "Take out of the sidebar" : "Pin in the sidebar"}
            </MenuAction>
            <MenuAction icon={<Pencil size={14} />} onSelect={() => setNaming("rename")}>
              Rename…
            </MenuAction>
            <MenuAction danger icon={<Trash2 size={14} />} onSelect={() => attempt(remove(saved))}>
              Delete the view
            </MenuAction>
          </>
        )}
      </Menu>
      {saved && look.changed && (
        <>
          <Button variant="quiet" icon={<Save size={13} />} onClick={() => attempt(update(saved))}>
            Update
          </Button>
          <Button
            variant="quiet"
            aria-label="Back to the view as it was saved"
            title="Back to the view as it was saved"
            icon={<RotateCcw size={13} />}
            onClick={() => {
              forgetColumnDraft(saved.id);
              onAddress({ view: saved.id });
            }}
          />
        </>
      )}
      {naming === "new" && (
        <ViewNameDialog
          title="Save as a view"
          offerPin
          onClose={() => setNaming(undefined)}
          onSave={saveAs}
        />
      )}
      {naming === "rename" && saved && (
        <ViewNameDialog
          title="Rename the view"
          name={saved.name}
          onClose={() => setNaming(undefined)}
          onSave={(name) => writes.save({ ...saved, name })}
        />
      )}
    </>
  );
}

function attempt(run: Promise<unknown>) {
  run.catch(sayProblem);
}
