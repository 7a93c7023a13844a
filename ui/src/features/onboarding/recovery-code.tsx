import { useState } from "react";
import { CodeSheet } from "@/components/recovery-code/code-sheet";
import { TypeBack } from "@/components/recovery-code/type-back";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { sayProblem } from "@/components/ui/toaster";
import { call } from "@/ipc/call";
import { useStore } from "@/lib/store";
import { recoveryCode } from "./recovery-code-store";
import { Screen } from "./screen";

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
        <CodeSheet code={code} name={name} />
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
          The code was shown when it was made and cannot be shown again. The workspace opens as long as this
          machine’s keychain keeps its key, and an administrator can make a new code in the settings.
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
