import { Copy, Printer } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { say, sayProblem } from "@/components/ui/toaster";
import { call } from "@/ipc/call";
import { useStore } from "@/lib/store";
import { recoveryCode } from "./recovery-code-store";
import { Screen } from "./screen";
import { TypeBack } from "./type-back";

type Props = { name: string; onPutOff: () => void };

/** The recovery code: shown once, kept elsewhere, typed back. */
export function RecoveryCode({ name, onPutOff }: Props) {
  const made = useStore(recoveryCode);
  const code = typeof made === "object" ? made.code : null;
  // While the code is in sight, typing it back would prove only that one can read.
  const [hidden, setHidden] = useState(code === null);

  function later() {
    onPutOff();
    recoveryCode.set("none");
    call("recovery_code_confirm", { recovery_code: null }).catch(sayProblem);
  }

  if (code !== null && !hidden) {
    return (
      <Screen
        title="Keep this recovery code"
        lead={
          <>
            <strong className="font-semibold">{name}</strong> is encrypted with a key in this machine’s
            keychain. When the keychain is lost, this code is the only way in. Nobody can make it again, and
            it is shown only now.
          </>
        }
      >
        <div data-print className="selectable rounded-md border border-line-2 bg-raised p-4">
          <p className="mb-2 text-sm text-ink-3">Recovery code of the Workestra workspace “{name}”</p>
          <p data-testid="recovery-code" className="font-mono text-lg leading-8 font-medium break-words">
            {code}
          </p>
        </div>
        <div className="flex flex-wrap gap-2">
          <Button
            icon={<Copy size={14} />}
            onClick={() =>
              navigator.clipboard.writeText(code).then(() => say("copied the recovery code"), sayProblem)
            }
          >
            Copy
          </Button>
          <Button icon={<Printer size={14} />} onClick={() => window.print()}>
            Print
          </Button>
        </div>
        <p className="text-sm text-ink-3">
          Write it down or put it into a password manager, not into a file beside the workspace.
        </p>
        <div className="flex items-center gap-2">
          <Button variant="primary" large onClick={() => setHidden(true)}>
            I have kept it
          </Button>
          <Button variant="quiet" large onClick={later}>
            Later
          </Button>
        </div>
      </Screen>
    );
  }

  return (
    <Screen
      title="Type the recovery code back"
      lead={`This proves that the code of “${name}” was kept right. Capitals, spaces and dashes do not matter.`}
    >
      <TypeBack onDone={() => recoveryCode.set("none")} />
      {code === null && (
        <Notice tone="warn" title="You do not have it?">
          The code was shown when the workspace was made and cannot be shown again. The workspace opens as
          long as this machine’s keychain keeps its key.
        </Notice>
      )}
      <div className="flex gap-2 border-t pt-4">
        {code !== null && <Button onClick={() => setHidden(false)}>Show the code again</Button>}
        <Button variant="quiet" onClick={later}>
          Later
        </Button>
      </div>
    </Screen>
  );
}
