import { useQueryClient, type QueryClient } from "@tanstack/react-query";
import { say, sayProblem } from "@/components/ui/toaster";
import type { Entity } from "@/ipc/bindings";
import { call, type CommandName } from "@/ipc/call";

/** Says of two entities that they are not the same, for everybody and for good; the toast takes it back. */
export function useNotTheSame() {
  const client = useQueryClient();
  return async (a: Entity, b: Entity): Promise<boolean> => {
    try {
      await dismiss(client, a, b, false);
    } catch (error) {
      sayProblem(error);
      return false;
    }
    say(`${a.reference} and ${b.reference} are not the same; they are not offered again`, {
      label: "Undo",
      run: () =>
        void dismiss(client, a, b, true).then(
          () => say(`${a.reference} and ${b.reference} may be the same again`),
          sayProblem,
        ),
    });
    return true;
  };
}

async function dismiss(client: QueryClient, a: Entity, b: Entity, same: boolean) {
  await call("duplicates_dismiss", { a: a.id, b: b.id, same });
  const stale: CommandName[] = ["entity_duplicates", "duplicate_groups"];
  await Promise.all(stale.map((name) => client.invalidateQueries({ queryKey: [name] })));
}
