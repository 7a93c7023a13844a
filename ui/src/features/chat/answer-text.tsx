import { memo, useMemo } from "react";
import type { Components } from "react-markdown";
import { Doubtful } from "@/components/assistant/doubtful";
import { Markdown } from "@/components/markdown/markdown";
import type { Claim } from "@/ipc/bindings";
import { useWorkspace } from "@/lib/workspace";
import { Citation } from "./citation";
import { markAnswer } from "./mark-answer";

// The two elements that `markAnswer` makes; no Markdown makes either.
const COMPONENTS: Components = {
  cite: ({ title, children }) => (title ? <Citation reference={title} /> : children),
  mark: ({ title, children }) => (
    <Doubtful claim={title ?? ""} by="Nothing that was read in this conversation">
      {children}
    </Doubtful>
  ),
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
