import { TriangleAlert } from "lucide-react";
import { useState } from "react";
import { TypeBack } from "@/components/recovery-code/type-back";
import { Dialog } from "@/components/ui/dialog";
import { say } from "@/components/ui/toaster";
import { recoveryPutOff } from "@/lib/window-state";

/** Stays in the bottom line until the recovery code was typed back. */
export function RecoveryReminder() {
  const [open, setOpen] = useState(false);
  return (
    <>
      <button
        type="button"
        onClick={() => setOpen(true)}
        className="flex h-5 items-center gap-1.5 rounded-sm px-1 font-medium text-warn hover:bg-hover"
      >
        <TriangleAlert size={12} aria-hidden />
        Recovery code not confirmed
      </button>
      <Dialog open={open} onClose={() => setOpen(false)} title="Type the recovery code back">
        <div className="flex flex-col gap-3 p-4">
          <p className="text-ink-2">
            Without the code, this workspace is lost when the machine’s keychain is. Type it as you kept it;
            capitals, spaces and dashes do not matter.
          </p>
          <TypeBack
            onDone={() => {
              setOpen(false);
              recoveryPutOff.set(false);
              say("the recovery code is right");
            }}
          />
        </div>
      </Dialog>
    </>
  );
}
