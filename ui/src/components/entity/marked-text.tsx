import type { ReactNode } from "react";
import type { Span } from "@/ipc/bindings";

/** A text with what matched in it marked. Spans count UTF-16 code units, as strings do here. */
export function MarkedText({ text, marks }: { text: string; marks: readonly Span[] }) {
  const parts: ReactNode[] = [];
  let at = 0;
  for (const [from, to] of marks.toSorted((a, b) => a[0] - b[0])) {
    const start = Math.max(at, from);
    const end = Math.min(text.length, to);
    if (end <= start) continue;
    if (start > at) parts.push(text.slice(at, start));
    parts.push(<mark key={start}>{text.slice(start, end)}</mark>);
    at = end;
  }
  parts.push(text.slice(at));
  return parts;
}
