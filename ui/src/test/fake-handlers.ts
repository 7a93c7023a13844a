import type { Commands } from "@/ipc/bindings";
import type { CommandName } from "@/ipc/call";

/** What answers some of the commands. */
export type Handlers<K extends CommandName = CommandName> = {
  [N in K]: (input: Commands[N]["input"]) => Commands[N]["output"] | Promise<Commands[N]["output"]>;
};
