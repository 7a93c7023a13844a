import { useQueryClient } from "@tanstack/react-query";
import { Download, FileText, Paperclip, Plus, X } from "lucide-react";
import { useState } from "react";
import { useAction } from "@/app/actions/registry";
import { IconButton } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { Spinner } from "@/components/ui/spinner";
import { say, sayProblem } from "@/components/ui/toaster";
import type { Attached, Attachment, Entity } from "@/ipc/bindings";
import { asFailure, call } from "@/ipc/call";
import { useCommand } from "@/ipc/use-command";
import { useFileDrop } from "@/ipc/use-file-drop";
import { cx } from "@/lib/cx";
import { sentence } from "@/lib/sentence";
import { instant } from "@/lib/time";
import { undo, useWrite } from "@/lib/use-write";
import { size } from "./size";

/** The files of an entity: attached by a drop or a dialog, kept encrypted, saved outside on demand. */
export function EntityFiles({ entity }: { entity: Entity }) {
  const client = useQueryClient();
  const write = useWrite();
  const { data, error } = useCommand("attachment_list", { entity: entity.reference });
  const [adding, setAdding] = useState<string>();
  const writable = entity.deleted_at === null;

  async function attach(paths: string[]) {
    const attached: Attached[] = [];
    const problems: string[] = [];
    for (const path of paths) {
      setAdding(path.split(/[/\\]/).pop() ?? path);
      try {
        // One after the other: each is read whole, and its text with it.
        // oxlint-disable-next-line no-await-in-loop
        attached.push(await call("attachment_add", { id: entity.id, path }));
      } catch (failure) {
        problems.push(asFailure(failure).message);
      }
    }
    setAdding(undefined);
    void client.invalidateQueries({ queryKey: ["attachment_list"] });
    const [only] = attached;
    const unread = attached.flatMap((each) => each.unread ?? []);
    const notes = [...problems, ...unread.map((why) => `Not searched by its content: ${why}`)];
    const note = notes.length > 0 ? notes.map(sentence).join(". ") : undefined;
    if (only && attached.length === 1)
      say(only.summary, { label: "Undo", run: () => void undo(client) }, note);
    else if (only) say(`attached ${attached.length} files to ${entity.reference}`, undefined, note);
    else if (note) sayProblem(new Error(note));
  }

  async function pick() {
    try {
      const { path } = await call("file_pick", { purpose: "attachment", suggested_name: null });
      if (path !== null) await attach([path]);
    } catch (failure) {
      sayProblem(failure);
    }
  }

  const over = useFileDrop((paths) => {
    if (writable) void attach(paths);
  });
  useAction("entity.attach", () => void pick(), writable);
  const files = data?.attachments ?? [];
  return (
    <section
      aria-labelledby="files-heading"
      className={cx(
        "rounded",
        over && writable && "outline-2 outline-offset-4 outline-accent outline-dashed",
      )}
    >
      <div className="flex h-7 items-center">
        <h2 id="files-heading" className="flex-1 text-sm font-semibold text-ink-3">
          Files
        </h2>
        {writable && (
          <IconButton label="Attach a file" keys="shift+f" small onClick={() => void pick()}>
            <Plus size={14} />
          </IconButton>
        )}
      </div>
      {error && <Notice tone="danger">{error.message}</Notice>}
      {data && files.length === 0 && adding === undefined && (
        <p className="text-sm text-ink-3">{writable ? "No files yet. Drop one here." : "No files."}</p>
      )}
      <ul>
        {files.map((file) => (
          <li
            key={file.id}
            className="group relative -mx-1.5 flex h-7 items-center gap-2 rounded px-1.5 hover:bg-hover"
          >
            {file.has_text ? (
              <FileText size={14} aria-hidden className="shrink-0 text-ink-3" />
            ) : (
              <Paperclip size={14} aria-hidden className="shrink-0 text-ink-3" />
            )}
            <span className="min-w-0 truncate" title={`${file.name}, attached ${instant(file.at)}`}>
              {file.name}
            </span>
            <span className="ml-auto shrink-0 text-sm text-ink-3 tabular-nums group-focus-within:opacity-0 group-hover:opacity-0">
              {size(file.size)}
            </span>
            <span className="absolute right-1 flex opacity-0 group-focus-within:opacity-100 group-hover:opacity-100">
              <IconButton small label={`Save ${file.name} as a file`} onClick={() => void save(file)}>
                <Download size={13} />
              </IconButton>
              {writable && (
                <IconButton
                  small
                  label={`Remove ${file.name}`}
                  onClick={() =>
                    void write("attachment_remove", { id: file.id })
                      .then(() => client.invalidateQueries({ queryKey: ["attachment_list"] }))
                      .catch(sayProblem)
                  }
                >
                  <X size={13} />
                </IconButton>
              )}
            </span>
          </li>
        ))}
      </ul>
      {adding !== undefined && (
        <p role="status" className="flex h-7 items-center gap-2 text-sm text-ink-3">
          <Spinner size={13} /> Attaching {adding}…
        </p>
      )}
    </section>
  );
}

async function save(file: Attachment) {
  try {
    const { path } = await call("file_pick", { purpose: "save", suggested_name: file.name });
    if (path === null) return;
    await call("attachment_save", { id: file.id, path });
    say(`saved ${file.name}`, undefined, "Outside the workspace it is no longer encrypted.");
  } catch (failure) {
    sayProblem(failure);
  }
}
