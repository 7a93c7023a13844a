import { ChevronDown, ChevronRight } from "lucide-react";
import { useId, useState } from "react";
import { ActorName } from "@/components/entity/actor-name";
import { PlainText } from "@/components/plain-text/plain-text";
import { IconButton } from "@/components/ui/button";
import { Spinner } from "@/components/ui/spinner";
import type { AuditLine } from "@/ipc/bindings";
import { useCommand } from "@/ipc/use-command";
import { number } from "@/lib/count";
import { sentence } from "@/lib/sentence";
import { instant } from "@/lib/time";
import { originWords, wordsOf } from "./audit-words";

/** A row of the log in words; its content when it is asked for. */
export function AuditRow({ line }: { line: AuditLine }) {
  const [open, setOpen] = useState(false);
  const content = useId();
  const { words, names } = wordsOf(line);
  const to = [line.host, line.model].filter((part) => part !== null);
  return (
    <li className="flex flex-col px-2 py-1.5">
      <div className="flex items-start gap-1.5">
        {line.has_content ? (
          <IconButton
            small
            label={`${open ? "Hide" : "Show"} the content of row ${number(line.seq)}`}
            aria-expanded={open}
            aria-controls={content}
            onClick={() => setOpen(!open)}
          >
            {open ? <ChevronDown size={14} /> : <ChevronRight size={14} />}
          </IconButton>
        ) : (
          <span className="w-5 shrink-0" />
        )}
        <div className="selectable min-w-0 flex-1">
          <p>
            {words}
            {names.map((name, at) => (
              <PlainText key={at} mono text={name} className="ml-1.5 rounded-sm bg-sunken px-1 text-sm" />
            ))}
            {to.length > 0 && <PlainText text={to.join(", ")} className="ml-2 text-ink-2" />}
          </p>
          <p className="flex flex-wrap gap-x-2 text-sm text-ink-3">
            <time dateTime={new Date(line.at).toISOString()} className="tabular-nums">
              {instant(line.at)}
            </time>
            <span>
              <ActorName actor={line.actor} />
              {line.actor.actor !== "mcp" && ` ${originWords(line.origin)}`}
            </span>
            {!line.has_content && <span>No content is kept</span>}
          </p>
        </div>
        <span className="shrink-0 text-sm text-ink-3 tabular-nums">
          <span className="sr-only">Row </span>
          {number(line.seq)}
        </span>
      </div>
      <div id={content} className="pl-6.5">
        {open && <Content seq={line.seq} />}
      </div>
    </li>
  );
}

function Content({ seq }: { seq: number }) {
  const { data, error } = useCommand("audit_content", { seq });
  if (error)
    return (
      <p role="alert" className="py-1 text-danger">
        {sentence(error.message)}
      </p>
    );
  if (!data)
    return (
      <p className="flex items-center gap-1.5 py-1 text-ink-3">
        <Spinner size={13} />
        Reading it
      </p>
    );
  if (data.content === null) return <p className="py-1 text-ink-2">Erased</p>;
  return (
    <pre
      aria-label={`Content of row ${number(seq)}`}
      tabIndex={0}
      role="region"
      className="selectable my-1 max-h-96 overflow-auto rounded-md border bg-sunken p-2 text-sm"
    >
      <PlainText mono text={laidOut(data.content)} />
    </pre>
  );
}

/** JSON with its lines; anything else as it is. */
function laidOut(content: string): string {
  try {
    return JSON.stringify(JSON.parse(content), null, 2);
  } catch {
    return content;
  }
}
