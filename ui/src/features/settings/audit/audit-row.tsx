import { ChevronDown, ChevronRight } from "lucide-react";
import { useId, useState } from "react";
import { AuditContent } from "@/components/assistant/audit-content";
import { ActorName } from "@/components/entity/actor-name";
import { PlainText } from "@/components/plain-text/plain-text";
import { IconButton } from "@/components/ui/button";
import type { AuditLine } from "@/ipc/bindings";
import { number } from "@/lib/count";
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
        {open && <AuditContent seq={line.seq} />}
      </div>
    </li>
  );
}
