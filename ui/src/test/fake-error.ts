import type { CommandError } from "@/ipc/bindings";

export function commandError(
  code: CommandError["code"],
  message: string,
  fields: CommandError["fields"] = [],
): CommandError {
  return { code, message, fields };
}
