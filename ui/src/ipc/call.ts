import type { CommandError, Commands, ErrorCode, FieldIssue } from "./bindings";
import { transport } from "./transport";

export type CommandName = keyof Commands;
export type InputOf<K extends CommandName> = Commands[K]["input"];
export type OutputOf<K extends CommandName> = Commands[K]["output"];

/** A command that failed, with what the core said of it. */
export class CommandFailure extends Error {
  override readonly name = "CommandFailure";
  readonly code: ErrorCode;
  readonly fields: FieldIssue[];

  constructor(error: CommandError) {
    super(error.message);
    this.code = error.code;
    this.fields = error.fields;
  }
}

/**
 * Runs a command of the core. The only way to it from the window.
 *
 * Rejects with a {@link CommandFailure}, whatever went wrong on the way.
 */
export async function call<K extends CommandName>(name: K, input: InputOf<K>): Promise<OutputOf<K>> {
  try {
    return (await transport().rpc(name, input)) as OutputOf<K>;
  } catch (error) {
    throw asFailure(error);
  }
}

/** Brings anything thrown to the one shape that screens show. */
export function asFailure(error: unknown): CommandFailure {
  if (error instanceof CommandFailure) return error;
  if (isCommandError(error)) return new CommandFailure(error);
  const message = error instanceof Error ? error.message : String(error);
  return new CommandFailure({ code: "failed", message, fields: [] });
}

function isCommandError(error: unknown): error is CommandError {
  return (
    typeof error === "object" && error !== null && "code" in error && "message" in error && "fields" in error
  );
}
