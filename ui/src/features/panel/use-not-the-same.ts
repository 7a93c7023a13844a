import { useQueryClient } from "@tanstack/react-query";
import { say, sayProblem } from "@/components/ui/toaster";
import { call, type CommandName } from "@/ipc/call";

type Named = { id: string; reference: string };

/** Says of two records that they are not the same, for everybody and for good; the toast takes it back. */
export function useNotTheSame() {
  const client = useQueryClient();
  async function dismiss(a: Named, b: Named, same: boolean) {
    await call("duplicates_dismiss", { a: a.id, b: b.id, same });
    const stale: CommandName[] = [
      "similar_records",
      "entity_duplicates",
      "duplicate_groups",
      "suggestion_list",
    ];
    await Promise.all(stale.map((name) => client.invalidateQueries({ queryKey: [name] })));
  }
  return async (a: Named, b: Named) => {
    try {
      await dismiss(a, b, false);
    } catch (error) {
      sayProblem(error);
      return;
    }
    say(`${a.reference} and ${b.reference} are not the same; they are not offered again`, {
      label: "Undo",
      run: () => void dismiss(a, b, true).catch(sayProblem),
    });
  };
}
