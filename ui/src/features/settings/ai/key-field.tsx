import { useQueryClient } from "@tanstack/react-query";
import { KeyRound } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { FormField } from "@/components/ui/form-field";
import { Input } from "@/components/ui/input";
import { say, sayProblem } from "@/components/ui/toaster";
import type { ProviderOffer } from "@/ipc/bindings";
import { call } from "@/ipc/call";
import { setAnswer } from "@/ipc/use-command";

type Props = {
  offer: ProviderOffer;
  /** Whether the key in the keychain is the one that is used. */
  kept: boolean;
  replacing: boolean;
  value: string;
  problem: string | undefined;
  onChange: (value: string) => void;
  onReplace: (replacing: boolean) => void;
  onRevoked: () => void;
};

/** The key: written once, from here to the keychain, and never shown again. */
export function KeyField(props: Props) {
  const { offer, kept, replacing, value, problem, onChange, onReplace } = props;
  const [revoking, setRevoking] = useState(false);
  if (kept) {
    return (
      <div className="flex flex-col gap-1">
        <span className="text-sm font-medium text-ink-2">Key</span>
        <div className="flex min-h-8 flex-wrap items-center gap-2">
          <KeyRound size={14} className="text-ink-3" aria-hidden />
          <span className="flex-1">A key is in the keychain</span>
          <Button onClick={() => onReplace(true)}>Replace…</Button>
          <Button variant="danger" onClick={() => setRevoking(true)}>
            Revoke…
          </Button>
        </div>
        {revoking && <RevokeDialog onClose={() => setRevoking(false)} onRevoked={props.onRevoked} />}
      </div>
    );
  }
  return (
    <FormField
      label={replacing ? "New key" : "Key"}
      required={offer.needs_key}
      problem={problem}
      hint={
        replacing
          ? "The one in the keychain stays in use until the new one was tried and works."
          : offer.needs_key
            ? undefined
            : "Only if your server asks for one."
      }
    >
      {(control) => (
        <div className="flex gap-2">
          <Input
            {...control}
            type="password"
            // Not one of the site's passwords: nothing may offer to keep it or to fill it in.
            autoComplete="new-password"
            autoFocus={replacing}
            className="min-w-0 flex-1"
            value={value}
            onChange={(event) => onChange(event.target.value)}
          />
          {replacing && (
            <Button
              className="h-8"
              onClick={() => {
                onChange("");
                onReplace(false);
              }}
            >
              Keep the old one
            </Button>
          )}
        </div>
      )}
    </FormField>
  );
}

function RevokeDialog({ onClose, onRevoked }: { onClose: () => void; onRevoked: () => void }) {
  const client = useQueryClient();
  async function revoke() {
    onClose();
    try {
      setAnswer(client, "ai_state", {}, await call("provider_remove", {}));
      onRevoked();
      say("revoked the key: AI has no provider now");
    } catch (error) {
      sayProblem(error);
    }
  }
  return (
    <Dialog open onClose={onClose} title="Revoke the key?">
      <div className="flex flex-col gap-3 p-4">
        <p className="max-w-[60ch]">
          The key goes out of the keychain at once, what runs is stopped, and AI has no provider until you set
          one up again. Conversations and the audit log stay.
        </p>
        <p className="max-w-[60ch] text-ink-2">
          If somebody else may know the key, delete it with the provider, too.
        </p>
        <div className="flex justify-end gap-2">
          <Button autoFocus onClick={onClose}>
            Keep it
          </Button>
          <Button variant="danger" onClick={() => void revoke()}>
            Revoke
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
