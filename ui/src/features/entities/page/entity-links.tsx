import { Plus, X } from "lucide-react";
import { useState } from "react";
import { keysOf } from "@/app/actions/catalogue";
import { useAction } from "@/app/actions/registry";
import { KindIcon } from "@/components/entity/kind-icon";
import { Button, IconButton } from "@/components/ui/button";
import { Dialog, DialogFoot } from "@/components/ui/dialog";
import { FormField } from "@/components/ui/form-field";
import { Input } from "@/components/ui/input";
import { sayProblem } from "@/components/ui/toaster";
import type { EntityDetail, Kind } from "@/ipc/bindings";
import { asFailure } from "@/ipc/call";
import { cx } from "@/lib/cx";
import { useGo } from "@/lib/navigation";
import { useWrite } from "@/lib/use-write";
import { useWorkspace } from "@/lib/workspace";
import { EntityInput } from "@/components/entity/entity-input";

/** Links to other entities, each with what the other is to this one. */
export function EntityLinks({ detail }: { detail: EntityDetail }) {
  const { entity, links } = detail;
  const go = useGo();
  const write = useWrite();
  const workspace = useWorkspace();
  const [adding, setAdding] = useState(false);
  const writable = entity.deleted_at === null;
  useAction("entity.link", () => setAdding(true), writable);
  return (
    <section aria-labelledby="links-heading">
      <div className="flex h-7 items-center">
        <h2 id="links-heading" className="flex-1 text-sm font-semibold text-ink-3">
          Links
        </h2>
        {writable && (
          <IconButton
            label="Link to another entity"
            keys={keysOf("entity.link")}
            small
            onClick={() => setAdding(true)}
          >
            <Plus size={14} />
          </IconButton>
        )}
      </div>
      {links.length === 0 && <p className="text-sm text-ink-3">No links yet.</p>}
      <ul>
        {links.map((link) => (
          <li key={link.id ?? `${link.to.id}${link.role}`} className="group relative flex items-center">
            <button
              type="button"
              onClick={() => go.entity(link.to.reference)}
              className="-mx-1.5 flex h-7 min-w-0 flex-1 items-center gap-2 rounded px-1.5 text-left hover:bg-hover"
            >
              <KindIcon kind={link.kind} size={14} label={workspace.kind(link.kind).singular} />
              <span className="min-w-0 truncate">{link.to.title}</span>
              <span
                className={cx(
                  "ml-auto shrink-0 text-sm text-ink-3",
                  link.id !== null && writable && "group-focus-within:opacity-0 group-hover:opacity-0",
                )}
              >
                {link.role}
              </span>
            </button>
            {link.id !== null && writable && (
              <IconButton
                small
                label={`Remove the link to ${link.to.title}`}
                className="absolute right-0 opacity-0 group-focus-within:opacity-100 group-hover:opacity-100"
                onClick={() => void write("link_remove", { id: link.id ?? "" }).catch(sayProblem)}
              >
                <X size={13} />
              </IconButton>
            )}
          </li>
        ))}
      </ul>
      {adding && <LinkDialog detail={detail} onClose={() => setAdding(false)} />}
    </section>
  );
}

const ROLES: Record<Kind, string[]> = {
  contact: ["colleague", "reports to", "partner"],
  deal: ["decision maker", "champion", "buyer", "partner"],
  ticket: ["reported by", "caused by", "duplicate of"],
  candidate: ["referred by", "interviewer", "manager"],
  task: ["blocked by", "belongs to"],
};

/** Roles to choose from: those that its links have already, and the usual ones of its kind. */
function rolesFor({ entity, links }: EntityDetail): string[] {
  const own = links.filter(({ id }) => id !== null).map(({ role }) => role);
  return [...new Set([...ROLES[entity.kind], "related", ...own])].slice(0, 10);
}

function LinkDialog({ detail, onClose }: { detail: EntityDetail; onClose: () => void }) {
  const write = useWrite();
  const { kinds } = useWorkspace();
  const [to, setTo] = useState<string | null>(null);
  const [role, setRole] = useState("related");
  const [problem, setProblem] = useState<string>();

  async function add() {
    if (!to) {
      setProblem("choose what to link to");
      return;
    }
    try {
      await write("link_add", { from: detail.entity.id, to, role: role.trim() || "related" });
      onClose();
    } catch (error) {
      setProblem(asFailure(error).message);
    }
  }

  return (
    <Dialog open onClose={onClose} title={`Link ${detail.entity.reference} to…`} overflows>
      <form
        noValidate
        className="flex flex-col gap-3 p-4"
        onSubmit={(event) => {
          event.preventDefault();
          void add();
        }}
      >
        <FormField label="Linked to" problem={problem}>
          {(control) => (
            <EntityInput
              {...control}
              kinds={kinds.map(({ kind }) => kind)}
              chosen={undefined}
              autoFocus
              onChange={(id) => {
                setTo(id);
                setProblem(undefined);
              }}
            />
          )}
        </FormField>
        <FormField label={`What it is to ${detail.entity.reference}`}>
          {(control) => <Input {...control} value={role} onChange={(event) => setRole(event.target.value)} />}
        </FormField>
        <div role="group" aria-label="Usual roles" className="-mt-1 flex flex-wrap gap-1">
          {rolesFor(detail).map((each) => (
            <Button key={each} aria-pressed={each === role} onClick={() => setRole(each)}>
              {each}
            </Button>
          ))}
        </div>
        <DialogFoot>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary">
            Link
          </Button>
        </DialogFoot>
      </form>
    </Dialog>
  );
}
