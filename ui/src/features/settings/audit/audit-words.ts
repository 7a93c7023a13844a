import type { AuditLine } from "@/ipc/bindings";

type Line = Pick<AuditLine, "action" | "objects" | "decision" | "result">;

/** What a row tells of, to filter by. */
export const ACTIONS: Record<string, string> = {
  request: "Requests that left",
  response: "Answers that came",
  tool_call: "Tools that were called",
  tool_result: "What tools answered",
  confirmation_opened: "Questions to you",
  confirmation_ended: "Your answers",
  configured: "Changes of the settings",
  erasure: "Erasures",
};

const ORIGINS: Record<string, string> = {
  chat: "in a conversation",
  panel: "beside an entity",
  palette: "in the palette",
  mcp: "over MCP",
  app: "in the settings",
};

const ENDS: Record<string, string> = {
  executed: "You approved, and it was carried out",
  approved: "You approved",
  declined: "You declined",
  expired: "Nobody answered in time",
  stale: "Something changed before it was approved",
  failed: "Approved, but it could not be carried out",
};

const SETTINGS: Record<string, string> = {
  rules: "Changed what AI may do",
  provider: "Changed the provider",
  key: "Changed the key",
};

/** A row in words, and the names in it that are somebody's own. */
export function wordsOf({ action, objects, decision, result }: Line): { words: string; names: string[] } {
  const [first = "", ...others] = objects;
  switch (action) {
    case "request":
      if (first === "check") return { words: "Tried the provider", names: others };
      if (first === "models") return { words: "Asked for the list of models", names: others };
      return { words: "Sent a request to the model", names: objects };
    case "response":
      return {
        words: result ? `The model’s answer: ${plain(result)}` : "The model answered",
        names: objects,
      };
    case "tool_call":
      if (decision === "deny") return { words: `Refused a tool${because(result)}`, names: objects };
      if (decision === "confirm") return { words: `Asked for a change${because(result)}`, names: objects };
      return { words: "Called a tool", names: objects };
    case "tool_result":
      return { words: `A tool answered${because(result)}`, names: objects };
    case "confirmation_opened":
      return { words: "Asked you to confirm", names: objects };
    case "confirmation_ended":
      return { words: ENDS[decision ?? ""] ?? `A question ended: ${plain(decision ?? "")}`, names: objects };
    case "erasure":
      return { words: "Erased content from the log", names: objects };
    case "configured":
      return {
        words: SETTINGS[first] ?? "Changed a setting of AI",
        names: SETTINGS[first] ? others : objects,
      };
    default:
      return { words: plain(action), names: objects };
  }
}

/** Where it came from, in words. */
export function originWords(origin: string): string {
  return ORIGINS[origin] ?? plain(origin);
}

// The usual ends, of which a row need not speak.
const WELL = new Set(["ok", "read", "answered", "end_turn", "tool_use"]);

function because(result: string | null): string {
  return result && !WELL.has(result) ? `: ${plain(result)}` : "";
}

function plain(word: string): string {
  return word.replaceAll("_", " ");
}
