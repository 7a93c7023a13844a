import { useState } from "react";
import { EntityInput } from "@/components/entity/entity-input";
import { Notice } from "@/components/ui/notice";
import type { Kind } from "@/ipc/bindings";
import { cx } from "@/lib/cx";
import { useWorkspace } from "@/lib/workspace";
import { useTemplatePreview } from "./use-template-preview";

type Props = {
  kind: Kind | null;
  /** As they are typed, kept or not. */
  subject: string;
  body: string;
};

/** How a template reads while it is written, filled with what an entity holds. */
export function TemplatePreview({ kind, subject, body }: Props) {
  const { kinds } = useWorkspace();
  const [chosen, setChosen] = useState<{ kind: Kind | null; entity: string | null }>();
  // Of another kind nothing was chosen yet.
  const entity = chosen?.kind === kind ? (chosen?.entity ?? null) : null;
  const { filled, problem } = useTemplatePreview(
    entity === null ? undefined : { kind, subject, body, entity },
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
        onChange={(next) => setChosen({ kind, entity: next })}
      />
      {filled && (
        <div
          className={cx("selectable rounded-md border bg-sunken px-3 py-2", problem && "text-ink-3")}
          aria-busy={problem !== undefined}
        >
          <p className="border-b pb-1.5 font-medium">{filled.subject || "No subject"}</p>
          <p className="pt-2 break-words whitespace-pre-wrap">{filled.body}</p>
        </div>
      )}
      {problem && (
        <Notice tone="warn" title={filled ? "Shown as before the last change" : "It cannot be filled"}>
          {problem}
        </Notice>
      )}
      {filled && !problem && filled.missing.length > 0 && (
        <Notice tone="warn">{`No value here for: ${filled.missing.join(", ")}. Those placeholders stay empty.`}</Notice>
      )}
    </section>
  );
}
