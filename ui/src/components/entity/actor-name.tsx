import type { Actor } from "@/ipc/bindings";
import { useWorkspace } from "@/lib/workspace";

/** Who did it, and by what means when it was not by hand. */
export function ActorName({ actor }: { actor: Actor }) {
  const workspace = useWorkspace();
  if (actor.actor === "system") return <span>Workestra</span>;
  const name = workspace.member(actor.member)?.name ?? "a former member";
  const by = {
    member: "",
    assistant: " by the assistant",
    mcp: " by an MCP client",
    import: " by an import",
  }[actor.actor];
  return (
    <span>
      {name}
      {by && <span className="text-ink-3">{by}</span>}
    </span>
  );
}
