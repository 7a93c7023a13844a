import { useState } from "react";
import { CodeSheet } from "@/components/recovery-code/code-sheet";
import { TypeBack } from "@/components/recovery-code/type-back";
import { Button } from "@/components/ui/button";
import { Dialog, DialogFoot } from "@/components/ui/dialog";
import { Notice } from "@/components/ui/notice";
import { say } from "@/components/ui/toaster";
import { asFailure, call } from "@/ipc/call";
import { recoveryPutOff } from "@/lib/window-state";
import { Line } from "./settings-parts";

/** The way to a new recovery code. The one there is cannot be shown: only its proof is kept. */
export function RecoveryCodeLine({ name }: { name: string }) {
  const [open, setOpen] = useState(false);
  return (
    <Line label="Recovery code">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <Button onClick={() => setOpen(true)}>New recovery code…</Button>
        <span className="text-sm text-ink-3">The one you have cannot be shown again.</span>
      </div>
      {open && <NewCodeDialog name={name} onClose={() => setOpen(false)} />}
    </Line>
  );
}

type Step = { at: "asking" } | { at: "shown" | "typing"; code: string };

/** Made, shown once, kept, typed back. */
function NewCodeDialog({ name, onClose }: { name: string; onClose: () => void }) {
  const [step, setStep] = useState<Step>({ at: "asking" });
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();

  async function make() {
    if (busy) return;
    setBusy(true);
    setProblem(undefined);
    try {
      const { recovery_code } = await call("recovery_code_renew", {});
      // Until it was typed back the bottom line reminds of it, however this dialog is left.
      recoveryPutOff.set(true);
      setStep({ at: "shown", code: recovery_code });
    } catch (error) {
      setProblem(asFailure(error).message);
    } finally {
      setBusy(false);
    }
  }

  function done() {
    recoveryPutOff.set(false);
    say("the new recovery code is right");
    onClose();
  }

  return (
    <Dialog
      open
      onClose={onClose}
      title={step.at === "typing" ? "Type the recovery code back" : "New recovery code"}
    >
      <div className="flex flex-col gap-3 p-4">
        {step.at === "asking" && (
          <>
            <p className="text-ink-2">
              A new code opens “{name}” when this machine’s keychain is lost. The code that you have now opens
              nothing from then on, wherever it is written down.
            </p>
            {problem && <Notice tone="danger">{problem}</Notice>}
            <DialogFoot>
              <Button onClick={onClose}>Cancel</Button>
              <Button variant="primary" disabled={busy} onClick={() => void make()}>
                Make a new code
              </Button>
            </DialogFoot>
          </>
        )}
        {step.at === "shown" && (
          <>
            <p className="text-ink-2">It is shown only now. Nobody can make it again.</p>
            <CodeSheet code={step.code} name={name} />
            <DialogFoot>
              <Button variant="quiet" onClick={onClose}>
                Later
              </Button>
              {/* While the code is in sight, typing it back would prove only that one can read. */}
              <Button variant="primary" autoFocus onClick={() => setStep({ at: "typing", code: step.code })}>
                I have kept it
              </Button>
            </DialogFoot>
          </>
        )}
        {step.at === "typing" && (
          <>
            <p className="text-ink-2">
              This proves that it was kept right. Capitals, spaces and dashes do not matter.
            </p>
            <TypeBack onDone={done} />
            <DialogFoot>
              <Button onClick={() => setStep({ at: "shown", code: step.code })}>Show the code again</Button>
              <span className="flex-1" />
              <Button variant="quiet" onClick={onClose}>
                Later
              </Button>
            </DialogFoot>
          </>
        )}
      </div>
    </Dialog>
  );
}
