import { FileUp } from "lucide-react";
import { useState, type FormEvent } from "react";
import { Button } from "@/components/ui/button";
import { FormField } from "@/components/ui/form-field";
import { Input } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import { Spinner } from "@/components/ui/spinner";
import type { ImportInspected, Kind } from "@/ipc/bindings";
import { asFailure, call } from "@/ipc/call";
import { useFileDrop } from "@/ipc/use-file-drop";
import { cx } from "@/lib/cx";
import { takeFreeFocus } from "@/lib/use-return-focus";
import { fileName, PageFrame } from "./page-frame";

type Props = { kind: Kind | undefined; onInspected: (path: string, inspected: ImportInspected) => void };

/** The first page: a file dropped, chosen or named by its path. */
export function ChooseFile({ kind, onInspected }: Props) {
  const [path, setPath] = useState("");
  const [busy, setBusy] = useState<string>();
  const [problem, setProblem] = useState<string>();

  async function inspect(file: string) {
    setBusy(file);
    setProblem(undefined);
    try {
      onInspected(file, await call("import_inspect", { path: file, kind: kind ?? null, options: null }));
    } catch (error) {
      setProblem(asFailure(error).message);
    } finally {
      setBusy(undefined);
    }
  }

  const over = useFileDrop(([first]) => {
    if (first) void inspect(first);
  });

  async function pick() {
    if (busy !== undefined) return;
    try {
      const picked = await call("file_pick", { purpose: "import", suggested_name: null });
      if (picked.path) await inspect(picked.path);
    } catch (error) {
      setProblem(asFailure(error).message);
    }
  }

  function submit(event: FormEvent) {
    event.preventDefault();
    if (busy !== undefined) return;
    // A path copied from a file manager often comes in quotes or as an address.
    const plain = path
      .trim()
      .replace(/^file:\/\//, "")
      .replace(/^(["'])(.*)\1$/, "$2");
    if (plain) void inspect(plain);
    else setProblem("name a file");
  }

  return (
    <PageFrame step={0}>
      <div className="mx-auto flex max-w-[560px] flex-col gap-5 p-5 @3xl:p-8">
        <div
          className={cx(
            "flex flex-col items-center gap-3 rounded-lg border border-dashed border-line-2 px-6 py-10 text-center",
            over && "border-accent bg-accent-wash",
          )}
        >
          <FileUp size={26} className="text-ink-3" aria-hidden />
          <p role="status" className="flex h-5 items-center gap-2">
            {busy ? (
              <>
                <Spinner /> Reading {fileName(busy)}
              </>
            ) : over ? (
              "Let go to read it"
            ) : (
              "Drop a CSV file here"
            )}
          </p>
          {/* It stays while a file is read, and can keep the focus: nothing is lost when it cannot be read. */}
          <Button
            ref={takeFreeFocus}
            variant="primary"
            large
            aria-disabled={busy !== undefined}
            onClick={() => void pick()}
          >
            Choose a file…
          </Button>
        </div>
        <form onSubmit={submit} className="flex items-end gap-2" noValidate>
          <FormField label="Or its path" className="flex-1">
            {(control) => (
              <Input
                {...control}
                value={path}
                placeholder="/home/you/contacts.csv"
                onChange={(event) => setPath(event.target.value)}
              />
            )}
          </FormField>
          <Button type="submit" className="h-8" aria-disabled={busy !== undefined}>
            Read
          </Button>
        </form>
        {problem && (
          <Notice tone="danger" title="The file cannot be read">
            {problem}
          </Notice>
        )}
        <p className="text-sm text-ink-3">
          Exports of HubSpot, Salesforce, Pipedrive, Google Contacts, Outlook, Zendesk, Jira and Greenhouse
          are understood as they are. Encoding, separator and header are found out; you can change what was
          guessed. Nothing is written before you say so, and one undo takes the whole import back.
        </p>
      </div>
    </PageFrame>
  );
}
