import type { AuditLine } from "@/ipc/bindings";

const HOST = "api.anthropic.com";
const MODEL = "claude-sonnet-5";
const MINUTE = 60_000;

type Row = Pick<AuditLine, "action"> & Partial<AuditLine>;

// One question with a tool and a change, oldest first.
const ROUND: Row[] = [
  { action: "request", host: HOST, model: MODEL, objects: [] },
  { action: "response", host: HOST, model: MODEL, result: "ok" },
  { action: "tool_call", objects: ["search_workspace"], decision: "allow" },
  { action: "tool_result", objects: ["search_workspace"], result: "ok" },
  { action: "tool_call", objects: ["update_entity"], decision: "confirm" },
  { action: "confirmation_opened", objects: ["update_entity"] },
  { action: "confirmation_ended", objects: ["update_entity"], decision: "executed", has_content: false },
];

/** So many rows of a log, newest first. */
export function sampleLog(count: number): AuditLine[] {
  const now = Date.now();
  const setup: Row[] = [
    {
      action: "configured",
      origin: "app",
      objects: ["provider"],
      actor: { actor: "member", member: "m-dana" },
    },
    {
      action: "request",
      origin: "app",
      objects: ["check"],
      host: HOST,
      model: MODEL,
      actor: { actor: "member", member: "m-dana" },
      has_content: false,
    },
  ];
  const rows = Array.from({ length: count }, (_, at) => {
    const row = setup[at] ?? ROUND[(at - setup.length) % ROUND.length];
    return line(at + 1, now - (count - at) * MINUTE, row ?? { action: "request" });
  });
  return rows.toReversed();
}

function line(seq: number, at: number, row: Row): AuditLine {
  return {
    seq,
    at,
    actor: { actor: "assistant", member: "m-dana" } as AuditLine["actor"],
    origin: "chat",
    objects: [],
    host: null,
    model: null,
    decision: null,
    result: null,
    has_content: true,
    ...row,
  };
}
