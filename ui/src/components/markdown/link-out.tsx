import { ExternalLink } from "lucide-react";
import { useState, type ReactNode } from "react";
import { useGo } from "@/lib/navigation";
import { referenceIn } from "./address";
import { LinkDialog } from "./link-dialog";

/**
 * A link in a text that anybody may have written: its whole address is shown before anything is done with it. It is
 * no `a` element, so that no key and no middle button can follow it past the question.
 */
export function LinkOut({ address, children }: { address: string; children: ReactNode }) {
  const go = useGo();
  const [text, setText] = useState<string>();
  const reference = referenceIn(address);
  return (
    <>
      <button
        type="button"
        role="link"
        title={address}
        onClick={(event) => {
          if (reference) go.entity(reference);
          else setText(event.currentTarget.textContent);
        }}
        className="rounded-sm text-left break-words text-link underline decoration-line-2 underline-offset-2 hover:decoration-current"
      >
        {children}
        {!reference && <ExternalLink size={11} aria-hidden className="mb-0.5 ml-0.5 inline" />}
      </button>
      {text !== undefined && <LinkDialog address={address} text={text} onClose={() => setText(undefined)} />}
    </>
  );
}
