import { useQueryClient } from "@tanstack/react-query";
import { Plus, Trash2 } from "lucide-react";
import { useRef, useState } from "react";
import { KindIcon } from "@/components/entity/kind-icon";
import { Button, IconButton } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { say, sayProblem } from "@/components/ui/toaster";
import type { Template } from "@/ipc/bindings";
import { call } from "@/ipc/call";
import { setAnswer, useCommand } from "@/ipc/use-command";
import { useWorkspace } from "@/lib/workspace";
import { Group } from "./settings-parts";
import { TemplateEditor } from "./template-editor";

/** The texts that emails begin with. */
export function TemplatesSection() {
  const client = useQueryClient();
  const { member, me } = useWorkspace();
  const mayWrite = member(me)?.role !== "viewer";
  const { data, error } = useCommand("template_list", {});
  const [editing, setEditing] = useState<string | "new">();
  const list = useRef<HTMLDivElement>(null);
  const templates = data?.templates;
  const template = templates?.find(({ id }) => id === editing);

  async function remove({ id, ...values }: Template) {
    try {
      setAnswer(client, "template_list", {}, await call("template_remove", { id }));
      const restore = async () =>
        setAnswer(client, "template_list", {}, await call("template_save", { id: null, ...values }));
      say(`removed “${values.name}”`, { label: "Undo", run: () => void restore().catch(sayProblem) });
    } catch (problem) {
      sayProblem(problem);
    }
  }

  /** Back to the list, with the focus on what was open. */
  function close(id: string | undefined) {
    setEditing(undefined);
    setTimeout(() => {
      const row = id && list.current?.querySelector<HTMLElement>(`[data-template="${id}"]`);
      (row || list.current?.querySelector<HTMLElement>("[data-add]"))?.focus();
    }, 0);
  }

  if (editing === "new" || template)
    return (
      <TemplateEditor
        key={template?.id ?? "new"}
        template={template}
        onSaved={({ id }) => setEditing(id)}
        onClose={() => close(template?.id)}
      />
    );
  return (
    <div ref={list}>
      <Group
        title="Templates"
        about="Texts to begin an email with. Their placeholders are filled from the contact, deal, candidate or ticket that you write on."
      >
        {error && (
          <Notice tone="danger" title="The templates cannot be read">
            {error.message}
          </Notice>
        )}
        {templates && templates.length > 0 && (
          <ul className="divide-y rounded-md border">
            {templates.map((each) => (
              <Row
                key={each.id}
                template={each}
                mayWrite={mayWrite}
                onOpen={() => setEditing(each.id)}
                onRemove={() => void remove(each)}
              />
            ))}
          </ul>
        )}
        {templates?.length === 0 && (
          <p className="rounded-md border border-dashed px-3 py-6 text-center text-ink-3">
            No templates yet. What you write again and again belongs here.
          </p>
        )}
        {mayWrite && templates && (
          <Button data-add className="self-start" icon={<Plus size={13} />} onClick={() => setEditing("new")}>
            Add a template
          </Button>
        )}
      </Group>
    </div>
  );
}

type RowProps = { template: Template; mayWrite: boolean; onOpen: () => void; onRemove: () => void };

function Row({ template: { id, name, kind, subject }, mayWrite, onOpen, onRemove }: RowProps) {
  const { kinds } = useWorkspace();
  const plural = kinds.find((def) => def.kind === kind)?.plural;
  const words = (
    <>
      <span className="flex w-28 shrink-0 items-center gap-1.5 text-sm text-ink-3">
        {kind && <KindIcon kind={kind} size={13} />}
        {plural ?? "Everything"}
      </span>
      <span className="min-w-0 flex-1 truncate font-medium @3xl:max-w-[50%] @3xl:flex-none">{name}</span>
      <span className="hidden min-w-0 flex-1 truncate text-sm text-ink-3 @3xl:block">{subject}</span>
    </>
  );
  return (
    <li className="flex h-10 items-center border-line pr-1">
      {mayWrite ? (
        <>
          <button
            type="button"
            data-template={id}
            onClick={onOpen}
            className="ring-inset-focus flex h-full min-w-0 flex-1 items-center gap-3 rounded px-3 text-left hover:bg-hover"
          >
            {words}
          </button>
          <IconButton label={`Remove ${name}`} onClick={onRemove}>
            <Trash2 size={13} />
          </IconButton>
        </>
      ) : (
        <span className="flex min-w-0 flex-1 items-center gap-3 px-3">{words}</span>
      )}
    </li>
  );
}
