import { useState, type FormEvent } from "react";
import { Button } from "@/components/ui/button";
import { FormField } from "@/components/ui/form-field";
import { Input } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import type { BlockedReason, WorkspaceEntry } from "@/ipc/bindings";
import { asFailure, call } from "@/ipc/call";
import { sentence } from "@/lib/sentence";
import { OtherWorkspaces } from "./other-workspaces";
import { Screen } from "./screen";

type Ways = {
  title: string;
  /** What helps, beside what the core says happened. */
  help: string;
  /** Whether the recovery code opens it. */
  code: boolean;
  retry: string;
};

const WAYS: Record<BlockedReason, Ways> = {
  no_keychain: {
    title: "No keychain is running",
    help: "Start the desktop’s keychain and try again, or open the workspace with its recovery code.",
    code: true,
    retry: "Try again",
  },
  keychain_locked: {
    title: "The keychain is locked",
    help: "Unlock it and try again, or open the workspace with its recovery code.",
    code: true,
    retry: "I have unlocked it",
  },
  key_missing: {
    title: "The keychain has no key for this workspace",
    help: "The workspace may come from another machine, or the keychain was emptied. Its recovery code opens it and puts the key back.",
    code: true,
    retry: "Try again",
  },
  newer_schema: {
    title: "This workspace needs a newer Workestra",
    help: "Update Workestra, then open it again. This version leaves the file as it is.",
    code: false,
    retry: "Try again",
  },
  damaged: {
    title: "The workspace file is damaged",
    help: "Put a backup of the folder in its place and try again. Nothing was changed in the damaged file.",
    code: false,
    retry: "Try again",
  },
  owned: {
    title: "The workspace is in use",
    help: "Another Workestra or a command line has it open. Close that one, then try again.",
    code: false,
    retry: "Try again",
  },
  unreadable: {
    title: "The workspace cannot be read",
    help: "Its folder was moved or removed, or may not be read by you. Put it back or open it at its new place.",
    code: false,
    retry: "Try again",
  },
};

type Props = {
  name: string;
  path: string;
  reason: BlockedReason;
  message: string;
  workspaces: WorkspaceEntry[];
};

/** The workspace is there but did not open: why, and each way out. */
export function Blocked({ name, path, reason, message, workspaces }: Props) {
  const { title, help, code, retry } = WAYS[reason];
  const [typed, setTyped] = useState("");
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();

  async function open(recoveryCode: string | null) {
    setBusy(true);
    setProblem(undefined);
    try {
      await call("workspace_open", { path, recovery_code: recoveryCode });
    } catch (error) {
      setProblem(asFailure(error).message);
    } finally {
      setBusy(false);
    }
  }

  function unlock(event: FormEvent) {
    event.preventDefault();
    if (typed.trim()) void open(typed);
    else setProblem("type the recovery code");
  }

  return (
    <Screen title={title} lead={help}>
      <Notice tone="danger" title={name}>
        <p>{sentence(message)}</p>
        <p className="mt-1 text-sm break-all text-ink-3">{path}</p>
      </Notice>
      {code && (
        <form onSubmit={unlock} className="flex flex-col gap-3" noValidate>
          <FormField
            label="Recovery code"
            hint="As it was shown when the workspace was made. Capitals, spaces and dashes do not matter."
            problem={problem}
          >
            {(control) => (
              <Input
                {...control}
                autoFocus
                className="font-mono"
                value={typed}
                onChange={(event) => setTyped(event.target.value)}
              />
            )}
          </FormField>
          <div className="flex gap-2">
            <Button type="submit" variant="primary" large disabled={busy}>
              Open with the code
            </Button>
            <Button large disabled={busy} onClick={() => void open(null)}>
              {retry}
            </Button>
          </div>
        </form>
      )}
      {!code && (
        <>
          {problem && <Notice tone="danger">{problem}</Notice>}
          <div>
            <Button variant="primary" large disabled={busy} onClick={() => void open(null)}>
              {retry}
            </Button>
          </div>
        </>
      )}
      <OtherWorkspaces workspaces={workspaces} except={path} />
    </Screen>
  );
}
