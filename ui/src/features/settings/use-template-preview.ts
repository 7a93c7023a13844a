import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import type { TemplateFilled, TemplatePreview } from "@/ipc/bindings";
import { call, type CommandFailure } from "@/ipc/call";

/** How long typing has to rest before the text is filled in again. */
const REST_MS = 300;

export type Previewed = {
  /** The text filled in: the last that could be, while what is typed cannot. */
  filled: TemplateFilled | undefined;
  /** What keeps what is typed from being filled in. */
  problem: string | undefined;
};

const NOTHING: Previewed = { filled: undefined, problem: undefined };

/** A template filled in while it is written; nothing while it is not said with which entity. */
export function useTemplatePreview(wanted: TemplatePreview | undefined): Previewed {
  const key = wanted && JSON.stringify(wanted);
  const [rested, setRested] = useState(key);
  useEffect(() => {
    if (key === rested) return;
    const timer = setTimeout(() => setRested(key), REST_MS);
    return () => clearTimeout(timer);
  }, [key, rested]);
  const asked = rested === undefined ? undefined : (JSON.parse(rested) as TemplatePreview);
  const { data, error } = useQuery<TemplateFilled, CommandFailure>({
    queryKey: ["template_preview", asked],
    queryFn: () => call("template_preview", asked ?? { kind: null, subject: "", body: "", entity: "" }),
    enabled: asked !== undefined,
    // Every text that was typed on the way is another question.
    gcTime: 0,
  });
  // What was answered last stays until there is an answer to what is typed now.
  const [shown, setShown] = useState<Previewed & { on: string }>();
  const on = asked && onOf(asked);
  const before = shown?.on === on ? shown?.filled : undefined;
  const now = error
    ? { filled: before, problem: error.message }
    : data && { filled: data, problem: undefined };
  if (on && now && (shown?.on !== on || shown.filled !== now.filled || shown.problem !== now.problem))
    setShown({ on, ...now });
  return wanted && shown?.on === onOf(wanted) ? shown : NOTHING;
}

/** What a preview is of: another's is no stand-in for it. */
function onOf({ kind, entity }: TemplatePreview): string {
  return `${kind} ${entity}`;
}
