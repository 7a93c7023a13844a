import { useState } from "react";
import { EntityInput } from "@/components/entity/entity-input";
import { Notice } from "@/components/ui/notice";
import type { Kind, Template } from "@/ipc/bindings";
import { useCommand } from "@/ipc/use-command";
import { useWorkspace } from "@/lib/workspace";

type Props = {
  template: Template;
  /** Whether something was changed since it was saved. */
  changed: boolean;
};

/** How a saved template reads, filled with what an entity holds. */
export function TemplatePreview({ template: { id, kind }, changed }: Props) {
  const { kinds } = useWorkspace();
  const [entity, setEntity] = useState<string | null>(null);
  const { data, error } = useCommand(
    "template_fill",
    { id, entity: entity ?? "" },
    { enabled: entity !== null, keepPrevious: true },
  );
  const of: Kind[] = kind ? [kind] : kinds.map((def) => def.kind).filter((each) => each !== "task");
  const what = kind
    ? kinds.find((def) => def.kind === kind)?.singular.toLowerCase()
    : "contact, deal or ticket";
  return (
    <section aria-label="Preview" className="flex flex-col gap-2 border-t pt-4">
      <h3 className="font-medium">Preview</h3>
      <EntityInput
        key={kind}
        aria-label="Preview on"
        kinds={of}
        chosen={undefined}
        placeholder={`Choose a ${what} to see it filled`}
        onChange={(next) => setEntity(next)}
      />
      {entity !== null && error && (
        <Notice tone="danger" title="It cannot be filled">
          {error.message}
        </Notice>
      )}
      {entity !== null && data && (
        <div className="selectable rounded-md border bg-sunken px-3 py-2">
          <p className="border-b pb-1.5 font-medium">{data.subject || "No subject"}</p>
          <p className="pt-2 whitespace-pre-wrap">{data.body}</p>
        </div>
      )}
      {entity !== null && data && data.missing.length > 0 && (
        <Notice tone="warn">{`No value here for: ${data.missing.join(", ")}. Those placeholders stay empty.`}</Notice>
      )}
      {entity !== null && changed && <p className="text-sm text-ink-3">Shown as last saved.</p>}
    </section>
  );
}
