import { createStore } from "@/lib/store";

/**
 * The recovery code of the workspace just made. It is answered once, by the command that made the workspace, and the
 * screen that shows it comes with the event after: this holds it in between, in memory only.
 */
export const recoveryCode = createStore<string | null>(null);
