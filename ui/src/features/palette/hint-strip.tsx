import { TriangleAlert } from "lucide-react";
import { Keys } from "@/components/ui/keys";
import type { Completion, QueryIssue } from "@/ipc/bindings";
import { cx } from "@/lib/cx";
import type { QueryText } from "./use-query-text";

type Props = {
  id: string;
  text: QueryText;
  completions: readonly Completion[];
  chosen: number;
  issues: readonly QueryIssue[];
  onDone: () => void;
};

/**
 * The line under the input, always of one height so that results do not move: completions of the filter being typed,
 * else what is wrong with a filter and what would be right, else what can be typed.
 */
export function HintStrip({ id, text, completions, chosen, issues, onDone }: Props) {
  const put = (span: readonly [number, number], insert: string) => {
    text.replace(span, insert);
    onDone();
  };
  const issue = issues[0];
  return (
    <div
      id={id}
      className="flex h-8 shrink-0 items-center gap-1.5 overflow-hidden border-b px-4 text-sm whitespace-nowrap text-ink-3"
    >
      {completions.length > 0 ? (
        <>
          <Keys binding="tab" />
          {completions.slice(0, 8).map((completion, index) => (
            <button
              key={completion.insert}
              type="button"
              tabIndex={-1}
              title={completion.detail}
              onClick={() => put(completion.span, completion.insert)}
              className={cx(
                "h-6 rounded-sm px-1.5 text-ink-2",
                index === chosen ? "bg-selected text-ink" : "hover:bg-hover",
              )}
            >
              {completion.label}
            </button>
          ))}
          <span className="min-w-0 flex-1 truncate text-right">{completions[chosen]?.detail}</span>
        </>
      ) : issue ? (
        <>
          <TriangleAlert size={13} className="shrink-0 text-danger" aria-hidden />
          <span role="alert" className="min-w-0 truncate text-danger" title={issue.message}>
            {issue.message}
          </span>
          {issue.suggestions.slice(0, 4).map((suggestion) => (
            <button
              key={suggestion}
              type="button"
              onClick={() => put(issue.span, `${suggestion} `)}
              className="h-6 rounded-sm border border-line-2 px-1.5 text-ink-2 hover:bg-hover"
            >
              {suggestion}
            </button>
          ))}
        </>
      ) : (
        // What has no room goes as a whole word, not in the middle of one.
        <span className="flex h-4 min-w-0 flex-wrap gap-x-2.5 overflow-hidden">
          <span>
            <Word>&gt;</Word> commands
          </span>
          <Word>kind:deal</Word>
          <Word>stage:proposal</Word>
          <Word>owner:me</Word>
          <Word>amount&gt;10k</Word>
          <Word>has:overdue</Word>
          <Word>-tag:cold</Word>
          <Word>“exact words”</Word>
          <Word>DEAL-7</Word>
        </span>
      )}
    </div>
  );
}

function Word({ children }: { children: string }) {
  return <code className="font-sans text-ink-2">{children}</code>;
}
