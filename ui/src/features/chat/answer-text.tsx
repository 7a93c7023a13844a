import { memo, useMemo, type ReactNode } from "react";
import type { Components } from "react-markdown";
import { Markdown } from "@/components/markdown/markdown";
import { Tooltip } from "@/components/ui/tooltip";
import type { Claim } from "@/ipc/bindings";
import { useWorkspace } from "@/lib/workspace";
import { Citation } from "./citation";
import { markAnswer } from "./mark-answer";

// The two elements that `markAnswer` makes; no Markdown makes either.
const COMPONENTS: Components = {
  cite: ({ title, children }) => (title ? <Citation reference={title} /> : children),
  mark: ({ title, children }) => <Doubtful claim={title ?? ""}>{children}</Doubtful>,
};

type Props = { text: string; unsupported: readonly Claim[] };

/** What the model said: Markdown in which references open entities and what nothing bears out is underlined. */
export const AnswerText = memo(function AnswerText({ text, unsupported }: Props) {
  const { kinds } = useWorkspace();
  const marks = useMemo(
    () => ({
      plugins: [
        markAnswer(
          kinds.map(({ prefix }) => prefix),
          unsupported,
        ),
      ],
      components: COMPONENTS,
    }),
    [kinds, unsupported],
  );
  return <Markdown marks={marks}>{text}</Markdown>;
});

function Doubtful({ claim, children }: { claim: string; children: ReactNode }) {
  const why = `Nothing that was read in this conversation bears out “${claim}”. Check it before you rely on it.`;
  return (
    <Tooltip label={why}>
      <span
        tabIndex={0}
        role="note"
        className="rounded-sm underline decoration-warn decoration-wavy decoration-1 underline-offset-3"
      >
        {children}
        <span className="sr-only"> ({why})</span>
      </span>
    </Tooltip>
  );
}
