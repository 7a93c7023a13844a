import { useEffect, useRef, useState } from "react";
import { useAi } from "@/components/assistant/ai-availability";
import type { Hit, Kind } from "@/ipc/bindings";
import { call } from "@/ipc/call";
import type { Mention } from "./mentions";

const MOST = 8;
const NONE: readonly Kind[] = [];

/** The entities that a mention may mean, found by the same search as the palette; none that AI may not see. */
export function useMention(mention: Mention | undefined) {
  const words = mention?.words;
  const [found, setFound] = useState<{ words: string; hits: Hit[] }>({ words: "", hits: [] });
  const [at, setAt] = useState(0);
  const seq = useRef(0);

  useEffect(() => {
    const mine = ++seq.current;
    if (words === undefined) return;
    // Nothing typed yet: what was opened last.
    call("search", {
      text: words,
      seq: mine,
      legs: ["text", "fuzzy"],
      limit: MOST,
      kind: null,
      explain: false,
    }).then(
      ({ hits }) => {
        if (mine !== seq.current) return;
        setFound({ words, hits });
        setAt(0);
      },
      () => mine === seq.current && setFound({ words, hits: [] }),
    );
  }, [words]);

  const closed = useAi().state?.rules.closed_kinds ?? NONE;
  const hits = words === undefined ? [] : found.hits.filter(({ kind }) => !closed.includes(kind));
  return { hits, at: Math.min(at, Math.max(0, hits.length - 1)), setAt, answered: found.words === words };
}
