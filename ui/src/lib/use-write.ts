import { useQueryClient, type QueryClient } from "@tanstack/react-query";
import { useCallback } from "react";
import { say, sayProblem } from "@/components/ui/toaster";
import { call, type CommandName, type InputOf, type OutputOf } from "@/ipc/call";
import type { Written } from "@/ipc/bindings";
import { showWritten } from "@/ipc/query-client";

/** The commands that write entities. */
export type WriteCommand = {
  [K in CommandName]: OutputOf<K> extends Written ? (Written extends OutputOf<K> ? K : never) : never;
}[CommandName];

/**
 * Runs a writing command, shows what it wrote and offers to undo it. Failures are thrown to the caller: a form shows
 * them at the field, anything else calls `sayProblem`.
 */
export function useWrite() {
  const client = useQueryClient();
  return useCallback(
    async <K extends WriteCommand>(name: K, input: InputOf<K>): Promise<Written> => {
      const written: Written = await call(name, input);
      showWritten(client, written.entities);
      say(written.summary, { label: "Undo", run: () => void undo(client) });
      return written;
    },
    [client],
  );
}

/** Takes the last change back and says which it was. */
export async function undo(client: QueryClient) {
  await turnBack(client, "undo");
}

/** Does again what was last undone. */
export async function redo(client: QueryClient) {
  await turnBack(client, "redo");
}

async function turnBack(client: QueryClient, name: "undo" | "redo") {
  try {
    const { summary, kept } = await call(name, {});
    if (summary === null) {
      say(`nothing to ${name}`);
      return;
    }
    const other = name === "undo" ? "redo" : "undo";
    const note = kept.length > 0 ? `Later changes were kept: ${kept.join("; ")}` : undefined;
    const label = other === "redo" ? "Redo" : "Undo";
    say(summary, { label, run: () => void turnBack(client, other) }, note);
    // The events that follow name what changed; this covers a page whose event was merged into another.
    void client.invalidateQueries({ queryKey: ["entity_get"] });
  } catch (error) {
    sayProblem(error);
  }
}
