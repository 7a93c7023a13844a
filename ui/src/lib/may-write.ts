import { useWorkspace } from "@/lib/workspace";

/** Whether the person's role may change anything. The core says the same when asked. */
export function useMayWrite(): boolean {
  const { member, me } = useWorkspace();
  const role = member(me)?.role;
  return role !== undefined && role !== "viewer";
}
