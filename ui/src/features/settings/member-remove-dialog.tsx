import { useQueries } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { Initials } from "@/components/entity/member-name";
import { Button } from "@/components/ui/button";
import { Dialog, DialogFoot } from "@/components/ui/dialog";
import { FormField } from "@/components/ui/form-field";
import { Notice } from "@/components/ui/notice";
import { Select } from "@/components/ui/select";
import { say, sayProblem } from "@/components/ui/toaster";
import type { Member } from "@/ipc/bindings";
import { asFailure, call } from "@/ipc/call";
import { commandQuery } from "@/ipc/use-command";
import { count } from "@/lib/count";
import { useWorkspace } from "@/lib/workspace";

const NOBODY = "";

/** Makes a member a former one, and asks who takes over the open work that they own. */
export function MemberRemoveDialog({ member, onClose }: { member: Member; onClose: () => void }) {
  const { active, me } = useWorkspace();
  const cancel = useRef<HTMLButtonElement>(null);
  const others = active.filter(({ id }) => id !== member.id);
  const [to, setTo] = useState(others.find(({ id }) => id === me)?.id ?? NOBODY);
  const [problem, setProblem] = useState<string>();
  const [busy, setBusy] = useState(false);
  const owned = useOwned(member);
  const heir = others.find(({ id }) => id === to);

  async function remove() {
    if (busy) return;
    setBusy(true);
    try {
      await call("member_remove", { id: member.id, hand_over_to: heir?.id ?? null });
      say(
        heir ? `removed ${member.name}; their work is ${heir.name}’s` : `removed ${member.name}`,
        {
          label: "Restore",
          run: () => void call("member_restore", { id: member.id }).catch(sayProblem),
        },
        heir && "Undo gives them their work back",
      );
      onClose();
    } catch (error) {
      setProblem(asFailure(error).message);
    } finally {
      setBusy(false);
    }
  }

  return (
    <Dialog open onClose={onClose} title={`Remove ${member.name}`} initialFocus={cancel}>
      <form
        noValidate
        className="flex flex-col gap-3 p-4"
        onSubmit={(event) => {
          event.preventDefault();
          void remove();
        }}
      >
        <p className="text-ink-2">
          What {member.name} wrote and did keeps their name. They are offered as an owner no more, and can be
          brought back.
        </p>
        <FormField label="Their contacts and open work go to" hint={owned}>
          {(control) => (
            <Select
              {...control}
              value={to}
              options={[
                ...others.map(({ id, name }) => ({
                  value: id,
                  label: id === me ? `${name} (you)` : name,
                  icon: <Initials name={name} />,
                })),
                { value: NOBODY, label: "Nobody: it stays with them" },
              ]}
              onChange={setTo}
            />
          )}
        </FormField>
        {problem && <Notice tone="danger">{problem}</Notice>}
        <DialogFoot>
          <Button ref={cancel} onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" variant="danger" disabled={busy}>
            Remove {member.name}
          </Button>
        </DialogFoot>
      </form>
    </Dialog>
  );
}

/** What would be handed over, in words: contacts whatever their stage, of the rest what is open. */
function useOwned({ name }: Member): string {
  const { kinds } = useWorkspace();
  const owner = `owner:"${name.replaceAll('"', "")}"`;
  const pages = useQueries({
    queries: kinds.map(({ kind }) =>
      commandQuery("entity_list", {
        kind,
        filter: kind === "contact" ? owner : `${owner} is:open`,
        sort: [],
        offset: 0,
        limit: 1,
      }),
    ),
  });
  if (pages.some(({ isPending }) => isPending)) return "Counting what they own…";
  const said = kinds.flatMap(({ singular, plural }, index) => {
    const total = pages[index]?.data?.total ?? 0;
    return total > 0 ? [count(total, singular.toLowerCase(), plural.toLowerCase())] : [];
  });
  return said.length > 0 ? `To hand over: ${said.join(", ")}.` : "There is nothing to hand over.";
}
