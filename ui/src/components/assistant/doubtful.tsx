import type { ReactNode } from "react";
import { Tooltip } from "@/components/ui/tooltip";

type Props = {
  claim: string;
  /** What does not bear it out, as a sentence begins. */ by: string;
  children: ReactNode;
};

/** A place in what AI wrote that nothing bears out: underlined, with why. */
export function Doubtful({ claim, by, children }: Props) {
  const why = `${by} bears out “${claim}”. Check it before you rely on it.`;
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
