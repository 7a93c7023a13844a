import { useQueryClient } from "@tanstack/react-query";
import { KindIcon } from "@/components/entity/kind-icon";
import { Checkbox } from "@/components/ui/checkbox";
import { Segmented } from "@/components/ui/segmented";
import { sayProblem } from "@/components/ui/toaster";
import type { AssistantRules, Kind, Role } from "@/ipc/bindings";
import { call } from "@/ipc/call";
import { setAnswer } from "@/ipc/use-command";
import { useWorkspace } from "@/lib/workspace";

type Access = "open" | "read" | "closed";

const WORDS: Record<Access, string> = { open: "Reads and proposes", read: "Reads only", closed: "Closed" };

const ROLES: Record<Role, string> = {
  administrator: "Administrators",
  manager: "Managers",
  member: "Members",
  viewer: "Viewers",
};

type Props = { rules: AssistantRules; mayConfigure: boolean };

/** Kind by kind, what AI may do with it. */
export function AiRules({ rules, mayConfigure }: Props) {
  const { kinds } = useWorkspace();
  const set = useSetRules();
  return (
    <ul className="flex flex-col divide-y rounded-md border">
      {kinds.map(({ kind, plural }) => {
        const access = accessOf(rules, kind);
        return (
          <li key={kind} className="flex min-h-10 flex-wrap items-center gap-x-3 gap-y-1 px-3 py-1">
            <KindIcon kind={kind} />
            <span className="min-w-24 flex-1">{plural}</span>
            {mayConfigure ? (
              <Segmented<Access>
                label={`What AI may do with ${plural.toLowerCase()}`}
                value={access}
                options={(["open", "read", "closed"] as const).map((value) => ({
                  value,
                  label: WORDS[value],
                }))}
                onChange={(next) => set(withAccess(rules, kind, next))}
              />
            ) : (
              <span className="text-ink-2">{WORDS[access]}</span>
            )}
          </li>
        );
      })}
    </ul>
  );
}

/** Role by role, whether AI is there for it. */
export function AiRoles({ rules, mayConfigure }: Props) {
  const set = useSetRules();
  const roles = Object.keys(ROLES) as Role[];
  if (!mayConfigure) {
    const may = roles.filter((role) => !rules.closed_roles.includes(role)).map((role) => ROLES[role]);
    return <p className="text-ink-2">{may.length > 0 ? may.join(", ") : "Nobody"}</p>;
  }
  return (
    <div className="flex flex-wrap gap-x-5 gap-y-2">
      {roles.map((role) => (
        // oxlint-disable-next-line jsx-a11y/label-has-associated-control -- the checkbox in it is its control
        <label key={role} className="flex items-center gap-2">
          <Checkbox
            checked={!rules.closed_roles.includes(role)}
            onChange={(may) =>
              set({
                ...rules,
                closed_roles: may
                  ? rules.closed_roles.filter((each) => each !== role)
                  : [...rules.closed_roles, role],
              })
            }
          />
          {ROLES[role]}
        </label>
      ))}
    </div>
  );
}

/** Whether summaries are written without a click. */
export function AiSummaries({ rules, mayConfigure, host }: Props & { host: string | null }) {
  const set = useSetRules();
  if (!mayConfigure)
    return (
      <p className="text-ink-2">
        {rules.summaries_unasked ? "They are written by themselves." : "They are written when somebody asks."}
      </p>
    );
  return (
    <div className="flex flex-col gap-1">
      {/* oxlint-disable-next-line jsx-a11y/label-has-associated-control -- the checkbox in it is its control */}
      <label className="flex items-center gap-2">
        <Checkbox
          checked={rules.summaries_unasked}
          onChange={(summaries_unasked) => set({ ...rules, summaries_unasked })}
        />
        Write summaries by themselves
      </label>
      <p className="max-w-[68ch] pl-6 text-sm text-ink-3">
        Opening an entity’s panel then sends what the summary reads to {host ?? "the provider"} without a
        click, and your account with it pays.
      </p>
    </div>
  );
}

export function accessOf(rules: AssistantRules, kind: Kind): Access {
  if (rules.closed_kinds.includes(kind)) return "closed";
  return rules.read_only_kinds.includes(kind) ? "read" : "open";
}

export function withAccess(rules: AssistantRules, kind: Kind, access: Access): AssistantRules {
  const others = (kinds: readonly Kind[]) => kinds.filter((each) => each !== kind);
  return {
    ...rules,
    closed_kinds: [...others(rules.closed_kinds), ...(access === "closed" ? [kind] : [])],
    read_only_kinds: [...others(rules.read_only_kinds), ...(access === "read" ? [kind] : [])],
  };
}

function useSetRules() {
  const client = useQueryClient();
  return (rules: AssistantRules) =>
    void call("ai_rules_set", { rules })
      .then((state) => setAnswer(client, "ai_state", {}, state))
      .catch(sayProblem);
}
