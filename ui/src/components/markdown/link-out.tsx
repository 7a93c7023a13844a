import { ExternalLink } from "lucide-react";
import { useRef, useState, type ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Notice } from "@/components/ui/notice";
import { say, sayProblem } from "@/components/ui/toaster";
import { useGo } from "@/lib/navigation";
import { sentence } from "@/lib/sentence";
import { oddities, referenceIn } from "./address";

/**
 * A link in a text that anybody may have written: its whole address is shown before anything is done with it. It is
 * no `a` element, so that no key and no middle button can follow it past the question.
 */
export function LinkOut({ address, children }: { address: string; children: ReactNode }) {
  const go = useGo();
  const [asking, setAsking] = useState(false);
  const [text, setText] = useState("");
  const copyButton = useRef<HTMLButtonElement>(null);
  const reference = referenceIn(address);
  return (
    <>
      <button
        type="button"
        role="link"
        title={address}
        onClick={(event) => {
          setText(event.currentTarget.textContent);
          if (reference) go.entity(reference);
          else setAsking(true);
        }}
        className="rounded-sm text-left break-words text-link underline decoration-line-2 underline-offset-2 hover:decoration-current"
      >
        {children}
        {!reference && <ExternalLink size={11} aria-hidden className="mb-0.5 ml-0.5 inline" />}
      </button>
      {asking && (
        <Dialog
          open
          onClose={() => setAsking(false)}
          title="A link out of Workestra"
          initialFocus={copyButton}
        >
          <div className="flex flex-col gap-3 p-4">
            <p className="text-ink-2">It leads to this address. Copy it to open it in your browser.</p>
            <p className="selectable max-h-40 overflow-y-auto rounded border border-line-2 bg-sunken p-2 font-mono text-sm break-all">
              {address}
            </p>
            {oddities(address, text).map((oddity) => (
              <Notice key={oddity} tone="warn">
                {sentence(oddity)}
              </Notice>
            ))}
            <div className="flex justify-end gap-2">
              <Button onClick={() => setAsking(false)}>Cancel</Button>
              <Button
                ref={copyButton}
                variant="primary"
                onClick={() => {
                  setAsking(false);
                  navigator.clipboard.writeText(address).then(() => say("copied the address"), sayProblem);
                }}
              >
                Copy the address
              </Button>
            </div>
          </div>
        </Dialog>
      )}
    </>
  );
}
