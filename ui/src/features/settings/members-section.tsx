import { Pencil, Plus, RotateCcw, UserMinus } from "lucide-react";
import { useState } from "react";
import { Initials } from "@/components/entity/member-name";
import { Button, IconButton } from "@/components/ui/button";
import { Dialog, DialogFoot } from "@/components/ui/dialog";
import { FormField } from "@/components/ui/form-field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { say, sayProblem } from "@/components/ui/toaster";
import type { Member, Role } from "@/ipc/bindings";
import { asFailure, call } from "@/ipc/call";
import { useWorkspace } from "@/lib/workspace";
import { MemberRemoveDialog } from "./member-remove-dialog";
import { AdministratorsOnly, Group, useMayConfigure } from "./settings-parts";

const ROLES: { value: Role; label: string; may: string }[] = [
  { value: "administrator", label: "Administrator", may: "everything, these settings too" },
  { value: "manager", label: "Manager", may: "reads, writes, imports, exports and deletes for good" },
  { value: "member", label: "Member", may: "reads, writes and exports" },
  { value: "viewer", label: "Viewer", may: "reads" },
];

/** Who works in the workspace, and what each may do. */
export function MembersSection() {
  const { members, active, me } = useWorkspace();
  const mayConfigure = useMayConfigure();
  const [editing, setEditing] = useState<Member | "new">();
  const [removing, setRemoving] = useState<Member>();
  const former = members.filter((member) => !member.active);
  return (
    <Group
      title="Members"
      about="Owners, assignees and authors come from this list. What somebody did keeps their name when they are removed from it."
    >
      <AdministratorsOnly />
      <ul className="divide-y rounded-md border">
        {active.map((member) => (
          <li key={member.id} className="flex h-10 items-center gap-2 border-line pr-1 pl-3">
            <Initials name={member.name} />
            <span className="min-w-0 truncate">
              {member.name}
              {member.id === me && <span className="text-ink-3"> (you)</span>}
            </span>
            <span className="min-w-0 flex-1 truncate text-sm text-ink-3">{member.email}</span>
            <span className="text-sm text-ink-2">
              {ROLES.find(({ value }) => value === member.role)?.label ?? member.role}
            </span>
            {mayConfigure && (
              <IconButton label={`Change ${member.name}`} onClick={() => setEditing(member)}>
                <Pencil size={13} />
              </IconButton>
            )}
            {mayConfigure && (
              <IconButton
                label={`Remove ${member.name}`}
                disabled={member.id === me}
                onClick={() => setRemoving(member)}
              >
                <UserMinus size={13} />
              </IconButton>
            )}
          </li>
        ))}
      </ul>
      {mayConfigure && (
        <Button className="self-start" icon={<Plus size={13} />} onClick={() => setEditing("new")}>
          Add a member
        </Button>
      )}
      {former.length > 0 && (
        <>
          <h3 className="mt-2 text-sm font-medium text-ink-2">Former members</h3>
          <ul className="divide-y rounded-md border" aria-label="Former members">
            {former.map((member) => (
              <li key={member.id} className="flex h-10 items-center gap-2 border-line pr-1 pl-3 text-ink-3">
                <Initials name={member.name} />
                <span className="min-w-0 flex-1 truncate">{member.name}</span>
                {mayConfigure && (
                  <Button
                    variant="quiet"
                    icon={<RotateCcw size={13} />}
                    aria-label={`Restore ${member.name}`}
                    onClick={() =>
                      void call("member_restore", { id: member.id }).then(
                        () => say(`${member.name} is a member again`),
                        sayProblem,
                      )
                    }
                  >
                    Restore
                  </Button>
                )}
              </li>
            ))}
          </ul>
        </>
      )}
      <dl className="mt-2 grid grid-cols-[104px_1fr] gap-x-3 gap-y-1 text-sm">
        {ROLES.map(({ value, label, may }) => (
          <div key={value} className="contents">
            <dt className="text-ink-2">{label}</dt>
            <dd className="text-ink-3">{may}</dd>
          </div>
        ))}
      </dl>
      {removing && <MemberRemoveDialog member={removing} onClose={() => setRemoving(undefined)} />}
      {editing && (
        <MemberDialog
          key={editing === "new" ? "new" : editing.id}
          member={editing === "new" ? undefined : editing}
          onClose={() => setEditing(undefined)}
        />
      )}
    </Group>
  );
}

function MemberDialog({ member, onClose }: { member: Member | undefined; onClose: () => void }) {
  const { active } = useWorkspace();
  const [name, setName] = useState(member?.name ?? "");
  const [email, setEmail] = useState(member?.email ?? "");
  const [role, setRole] = useState<Role>(member?.role ?? "member");
  const [problem, setProblem] = useState<{ field: "name" | "role" | "email"; message: string }>();
  const [busy, setBusy] = useState(false);
  const administrators = active.filter((each) => each.role === "administrator");
  const last = administrators.length === 1 && administrators[0]?.id === member?.id;

  async function save() {
    if (busy) return;
    if (name.trim() === "") {
      setProblem({ field: "name", message: "write their name" });
      return;
    }
    setBusy(true);
    const values = { name: name.trim(), email: email.trim() || null, role };
    try {
      if (member) await call("member_update", { id: member.id, ...values });
      else await call("member_add", values);
      say(member ? `changed ${values.name}` : `added ${values.name}`);
      onClose();
    } catch (error) {
      const failure = asFailure(error);
      const [issue] = failure.fields;
      const field = issue?.field === "email" || issue?.field === "role" ? issue.field : "name";
      setProblem({ field, message: issue?.message ?? failure.message });
    } finally {
      setBusy(false);
    }
  }

  const problemOf = (field: "name" | "role" | "email") =>
    problem?.field === field ? problem.message : undefined;
  return (
    <Dialog open onClose={onClose} title={member ? `Change ${member.name}` : "Add a member"}>
      <form
        noValidate
        className="flex flex-col gap-3 p-4"
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <FormField label="Name" required problem={problemOf("name")}>
          {(control) => (
            <Input {...control} autoFocus value={name} onChange={(event) => setName(event.target.value)} />
          )}
        </FormField>
        <FormField label="Email" problem={problemOf("email")}>
          {(control) => (
            <Input
              {...control}
              inputMode="email"
              value={email}
              onChange={(event) => setEmail(event.target.value)}
            />
          )}
        </FormField>
        <FormField
          label="Role"
          problem={problemOf("role")}
          hint={
            last
              ? "The only administrator stays one: make somebody else administrator first."
              : ROLES.find(({ value }) => value === role)?.may
          }
        >
          {(control) => (
            <Select
              {...control}
              value={role}
              disabled={last}
              options={ROLES.map(({ value, label }) => ({ value, label }))}
              onChange={(next) => setRole(next as Role)}
            />
          )}
        </FormField>
        <DialogFoot>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary" disabled={busy}>
            {member ? "Save" : "Add"}
          </Button>
        </DialogFoot>
      </form>
    </Dialog>
  );
}
