import { useState, type FormEvent } from "react";
import { Button } from "@/components/ui/button";
import { FormField } from "@/components/ui/form-field";
import { Input } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import { Segmented } from "@/components/ui/segmented";
import type { WorkspaceEntry } from "@/ipc/bindings";
import { asFailure, call } from "@/ipc/call";
import { OtherWorkspaces } from "./other-workspaces";
import { recoveryCode } from "./recovery-code-store";
import { Screen } from "./screen";

type Props = { folder: string; keychainProblem: string | null; workspaces: WorkspaceEntry[] };

/** The first page: makes a workspace, empty or with the sample in it. */
export function FirstRun({ folder, keychainProblem, workspaces }: Props) {
  const [name, setName] = useState("");
  const [member, setMember] = useState("");
  const [fill, setFill] = useState<"sample" | "empty">("sample");
  const [checked, setChecked] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();
  const sample = fill === "sample";
  const wholeName = name.trim() || (sample ? "Sample workspace" : "");

  async function create(event: FormEvent) {
    event.preventDefault();
    setChecked(true);
    if (!wholeName || !member.trim() || busy) return;
    setBusy(true);
    setProblem(undefined);
    recoveryCode.set("being made");
    try {
      const made = await call("workspace_create", {
        name: wholeName,
        member: member.trim(),
        sample,
        folder: null,
      });
      recoveryCode.set({ code: made.recovery_code });
    } catch (error) {
      recoveryCode.set("none");
      setProblem(asFailure(error).message);
    } finally {
      setBusy(false);
    }
  }

  return (
    <Screen
      title="Welcome to Workestra"
      lead="A workspace is one encrypted file on this machine: your contacts, deals, tickets, candidates and tasks. Nothing leaves it, and AI is off until you switch it on."
    >
      {keychainProblem && (
        <Notice tone="warn" title="No keychain can be used here">
          {keychainProblem} The workspace can be made all the same; its recovery code then opens it at each
          start.
        </Notice>
      )}
      <form onSubmit={create} className="flex flex-col gap-4" noValidate>
        <div className="flex flex-col gap-1">
          <span className="text-sm font-medium text-ink-2">Begin with</span>
          <div>
            <Segmented
              label="Begin with"
              value={fill}
              onChange={setFill}
              options={[
                { value: "sample", label: "Sample data" },
                { value: "empty", label: "An empty workspace" },
              ]}
            />
          </div>
          <p className="text-sm text-ink-3">
            {sample
              ? "Fictional people, deals and tickets to try everything on. Your own workspace can be made at any time."
              : "Import a CSV file or add the first contact by hand."}
          </p>
        </div>
        <FormField
          label="Your name"
          required
          problem={checked && !member.trim() ? "write the name that your changes are signed with" : undefined}
        >
          {(control) => (
            <Input
              {...control}
              autoFocus
              value={member}
              onChange={(event) => setMember(event.target.value)}
            />
          )}
        </FormField>
        <FormField
          label="Name of the workspace"
          required={!sample}
          hint={<span className="break-all">Kept in {folder}</span>}
          problem={checked && !wholeName ? "give the workspace a name" : undefined}
        >
          {(control) => (
            <Input
              {...control}
              value={name}
              placeholder={sample ? "Sample workspace" : "The name of your company"}
              onChange={(event) => setName(event.target.value)}
            />
          )}
        </FormField>
        {problem && (
          <Notice tone="danger" title="The workspace was not made">
            {problem}
          </Notice>
        )}
        <div>
          <Button type="submit" variant="primary" large disabled={busy}>
            {busy ? "Making the workspace…" : "Create workspace"}
          </Button>
        </div>
      </form>
      <OtherWorkspaces workspaces={workspaces} />
    </Screen>
  );
}
