import { useQueryClient } from "@tanstack/react-query";
import { say, sayProblem } from "@/components/ui/toaster";
import type { Entity, Suggested } from "@/ipc/bindings";
import { call } from "@/ipc/call";

/** Why people dismiss what is suggested. */
export const REASONS = [
  "Not now",
  "Done already",
  "Does not apply here",
  "Somebody else sees to it",
] as const;

/**
 * Dismisses a suggestion for everybody until what it rests on changes; without a reason it is wanted again. The toast
 * takes it back.
 */
export function useDismiss({ id }: Entity) {
  const client = useQueryClient();
  async function set({ rule, basis }: Suggested, reason: string | null) {
    await call("suggestion_dismiss", { entity: id, rule, basis, reason });
    await client.invalidateQueries({ queryKey: ["suggestion_list"] });
  }
  return async (suggested: Suggested, reason: string | null) => {
    try {
      await set(suggested, reason);
    } catch (error) {
      sayProblem(error);
      return;
    }
    if (reason === null) return;
    say(`dismissed “${suggested.title}”; it comes back when what it rests on changes`, {
      label: "Undo",
      run: () => void set(suggested, null).catch(sayProblem),
    });
  };
}
