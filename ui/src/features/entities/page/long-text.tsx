import { useState, type ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { count } from "@/lib/count";
import { opening } from "@/lib/opening";

/** Lines that are shown of a text until all of it is asked for. */
const LINES = 14;
const CHARACTERS = 1600;

/**
 * A long text as one reads it: in lines of a length that the eye finds its way back from, its paragraphs kept. `edit`
 * wraps it in what begins editing.
 */
export function LongText({ text, edit }: { text: string; edit: (shown: ReactNode) => ReactNode }) {
  const [all, setAll] = useState(false);
  const short = all ? text : opening(text, LINES, CHARACTERS);
  const cut = short.length < text.length;
  return (
    <div className="max-w-[76ch]">
      {edit(
        <span className="selectable block leading-[21px] break-words whitespace-pre-wrap">
          {short}
          {cut && "…"}
        </span>,
      )}
      {(cut || all) && (
        <Button variant="quiet" aria-expanded={all} className="-ml-2.5" onClick={() => setAll(!all)}>
          {all ? "Show less" : `Show all ${count(text.split(/\s+/u).length, "word")}`}
        </Button>
      )}
    </div>
  );
}
