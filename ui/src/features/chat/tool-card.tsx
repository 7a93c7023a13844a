import { Ban, Check, CircleX, Hourglass } from "lucide-react";
import { ConfirmationCard } from "@/components/assistant/confirmation-card";
import { PlainText } from "@/components/plain-text/plain-text";
import { Spinner } from "@/components/ui/spinner";
import type { ChatPart, ConfirmationCard as Card } from "@/ipc/bindings";
import { sentence } from "@/lib/sentence";
import { instant, lasted, timeOfDay } from "@/lib/time";
import { Citation } from "./citation";
import { Fold } from "@/components/assistant/fold";
import { jsonText, Payload } from "@/components/assistant/payload";

type Tool = Extract<ChatPart, { part: "tool" }>;

/** So many entities stand on the line; the result names all. */
const ON_THE_LINE = 3;

type Props = {
  tool: Tool;
  /** What it asked for, if it asked. */
  confirmation: Card | undefined;
  /** Whether the answer that it is part of is still being written. */
  growing: boolean;
};

/** A tool that the model called: one line, opened to what it was given and what it answered. */
export function ToolCard({ tool, confirmation, growing }: Props) {
  const waiting = confirmation?.state === "pending";
  const state = stateOf(tool, confirmation);
  const more = tool.entities.length - ON_THE_LINE;
  return (
    <div className="@container flex flex-col gap-1.5">
      <Fold
        className="rounded-md border border-line px-2 py-1"
        title={
          <>
            <Sign state={state} />
            <span className="min-w-0 flex-1 break-words text-ink-2">
              <PlainText text={sentence(tool.sentence)} />
              <span className="sr-only">{`, ${WORDS[state]}`}</span>
            </span>
          </>
        }
        beside={
          (tool.entities.length > 0 || tool.took !== null) && (
            <span className="flex shrink-0 items-center gap-2 text-sm">
              {tool.entities.slice(0, ON_THE_LINE).map((reference) => (
                <Citation key={reference} reference={reference} />
              ))}
              {more > 0 && <span className="text-ink-3">+{more}</span>}
              <Took tool={tool} />
            </span>
          )
        }
      >
        {() => (
          <div className="flex flex-col gap-2 pt-1 pb-1.5">
            <p className="text-sm text-ink-3">
              Called <code className="font-mono">{tool.tool}</code>
              {tool.at !== null && ` at ${timeOfDay(tool.at)}`}
              {tool.arguments === null ? ", the arguments are still being written" : " with"}
            </p>
            {tool.arguments !== null && <Payload label="Arguments" text={jsonText(tool.arguments)} />}
            <p className="text-sm text-ink-3">
              {tool.result === null
                ? "It has not answered yet."
                : tool.failed
                  ? "It refused or failed"
                  : "It answered"}
            </p>
            {tool.result !== null && <Payload label="Result" text={jsonText(tool.result)} />}
          </div>
        )}
      </Fold>
      {/* The end of an answer lists all that waits: it is not asked for twice, one above the other. */}
      {confirmation && (growing || !waiting) && <ConfirmationCard card={confirmation} />}
    </div>
  );
}

/** How long it took, and when that was. */
function Took({ tool: { at, took } }: { tool: Tool }) {
  if (at === null || took === null) return null;
  return (
    <time
      dateTime={new Date(at).toISOString()}
      title={`Began ${instant(at)}`}
      className="text-ink-3 tabular-nums"
    >
      {/* Where there is room; opened, it is there in any case. */}
      <span className="hidden @md:inline">{timeOfDay(at)}, </span>
      {lasted(took)}
    </time>
  );
}

const WORDS = {
  running: "under way",
  waiting: "waits for you",
  done: "done",
  undone: "not done",
  failed: "failed",
} as const;

/** What only asks is done when what it asked for is. */
function stateOf({ failed, result }: Tool, asked: Card | undefined): keyof typeof WORDS {
  if (failed || asked?.state === "failed") return "failed";
  if (asked?.state === "pending") return "waiting";
  if (asked && asked.state !== "executed") return "undone";
  return result === null ? "running" : "done";
}

function Sign({ state }: { state: keyof typeof WORDS }) {
  switch (state) {
    case "running":
      return <Spinner size={12} />;
    case "waiting":
      return <Hourglass size={12} className="shrink-0 text-warn" aria-hidden />;
    case "undone":
      return <Ban size={12} className="shrink-0 text-ink-3" aria-hidden />;
    case "failed":
      return <CircleX size={12} className="shrink-0 text-danger" aria-hidden />;
    case "done":
      return <Check size={12} className="shrink-0 text-good" aria-hidden />;
  }
}
