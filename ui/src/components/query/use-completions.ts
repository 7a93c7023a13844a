import { useEffect, useState } from "react";
import type { Completion, Kind } from "@/ipc/bindings";
import { call } from "@/ipc/call";

const NONE: Completion[] = [];

/** What could come next at the caret. Answers to an older text are dropped. */
export function useCompletions(text: string, caret: number, kind: Kind | null, enabled = true): Completion[] {
  const [answer, setAnswer] = useState<{ text: string; completions: Completion[] }>({
    text: "",
    completions: NONE,
  });
  useEffect(() => {
    if (!enabled || text.trim() === "") return;
    let live = true;
    call("query_complete", { text, caret, kind }).then(
      ({ completions }) => live && setAnswer({ text, completions }),
      // Completion is a courtesy: without it the filter can still be typed.
      () => live && setAnswer({ text, completions: NONE }),
    );
    return () => {
      live = false;
    };
  }, [text, caret, kind, enabled]);
  // Spans of an older text would replace the wrong letters.
  return enabled && answer.text === text ? answer.completions : NONE;
}
