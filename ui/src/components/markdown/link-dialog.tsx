import { useRef } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogFoot } from "@/components/ui/dialog";
import { Notice } from "@/components/ui/notice";
import { say, sayProblem } from "@/components/ui/toaster";
import { call } from "@/ipc/call";
import { sentence } from "@/lib/sentence";
import { destination, oddities } from "./address";

type Props = { address: string; /** What the link says of itself. */ text: string; onClose: () => void };

/** Shows where a link leads before it is followed. Always: there is no way to be asked no more. */
export function LinkDialog({ address, text, onClose }: Props) {
  const cancel = useRef<HTMLButtonElement>(null);
  const open = useRef<HTMLButtonElement>(null);
  const { place, opens } = destination(address);
  const odd = oddities(address, text);
  return (
    <Dialog
      open
      onClose={onClose}
      title="A link out of Workestra"
      // What is odd must not be followed by an Enter that was meant for something else.
      initialFocus={odd.length > 0 ? cancel : open}
    >
      <div className="flex flex-col gap-3 p-4">
        <p>
          <span className="text-ink-3">It leads to </span>
          <strong className="selectable font-semibold break-all">{place}</strong>
        </p>
        <p className="selectable max-h-40 overflow-y-auto rounded border border-line-2 bg-sunken p-2 font-mono text-sm break-all">
          {address}
        </p>
        {odd.map((oddity) => (
          <Notice key={oddity} tone="warn">
            {sentence(oddity)}
          </Notice>
        ))}
        <p className="text-sm text-ink-3">Workestra always asks before it follows a link.</p>
        <DialogFoot>
          <Button ref={cancel} onClick={onClose}>
            Cancel
          </Button>
          <Button
            onClick={() => {
              onClose();
              navigator.clipboard.writeText(address).then(() => say("copied the address"), sayProblem);
            }}
          >
            Copy the address
          </Button>
          <Button
            ref={open}
            variant="primary"
            onClick={() => {
              onClose();
              call("url_open", { url: address }).catch(sayProblem);
            }}
          >
            {opens}
          </Button>
        </DialogFoot>
      </div>
    </Dialog>
  );
}
