import { createStore } from "@/lib/store";

/**
 * The recovery code of the workspace being made. It is answered once, by the command that makes the workspace, while
 * events already show what comes after: this holds that back until the person has seen the code. In memory only.
 */
export const recoveryCode = createStore<"none" | "being made" | { code: string }>("none");
