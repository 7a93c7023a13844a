import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { say } from "@/components/ui/toaster";
import type { AssistantRules, Kind } from "@/ipc/bindings";
import { asFailure, call } from "@/ipc/call";
import { setAnswer, useCommand } from "@/ipc/use-command";
import { count } from "@/lib/count";
import { kindOfReference } from "@/lib/navigation";
import { useWorkspace } from "@/lib/workspace";
import { KindPicker } from "../kind-picker";
import { MaskingTable } from "./masking-table";
import {
  changedFields,
  keptMasks,
  loosened,
  withDeclared,
  withMask,
  type MaskedKind,
  type Masks,
} from "./masks";

type Props = { rules: AssistantRules | undefined; mayConfigure: boolean };

/** What of each field leaves the machine: chosen per field, looked at on an entity before it is kept. */
export function AiMasking({ rules, mayConfigure }: Props) {
  const { data, error } = useCommand("masking_fields", {});
  if (error)
    return (
      <Notice tone="danger" title="What is masked cannot be read">
        {error.message}
      </Notice>
    );
  // The table's room, so that nothing jumps when it comes.
  if (!data || !rules) return <div aria-busy className="h-[420px]" />;
  return <Masking kinds={data.kinds} rules={rules} mayConfigure={mayConfigure} />;
}

type MaskingProps = { kinds: readonly MaskedKind[]; rules: AssistantRules; mayConfigure: boolean };

function Masking({ kinds, rules, mayConfigure }: MaskingProps) {
  const [kind, setKind] = useState<Kind>("contact");
  const { kinds: defs, kind: def } = useWorkspace();
  const kept = keptMasks(kinds);
  // Nothing while nothing was chosen, so that what is kept elsewhere meanwhile shows.
  const [draft, setDraft] = useState<Masks>();
  const masks = draft ?? kept;
  const changed = changedFields(kinds, masks);
  const shown = kinds.find((each) => each.kind === kind);
  const { data, error } = useCommand("masking_preview", { kind, masks }, { keepPrevious: true });
  // What is kept from before may be of another kind.
  const preview = data && kindOfReference(defs, data.reference) === kind ? data : undefined;
  return (
    <div className="flex flex-col gap-3">
      <p className="max-w-[68ch] text-ink-2">
        In every text, whatever is chosen here: email addresses, phone numbers, cards, bank accounts and
        national numbers are replaced, by their form.
      </p>
      <div className="flex flex-wrap items-center gap-2">
        <KindPicker value={kind} onChange={setKind} />
        <span className="flex-1" />
        {mayConfigure && masks[kind] !== undefined && (
          <Button onClick={() => setDraft(withDeclared(masks, kind))}>
            All {def(kind).plural.toLowerCase()} as declared
          </Button>
        )}
      </div>
      {shown && (
        <MaskingTable
          of={shown}
          masks={masks}
          preview={preview}
          onChoose={mayConfigure ? (field, mask) => setDraft(withMask(masks, kind, field, mask)) : undefined}
        />
      )}
      <p className="text-sm text-ink-3">
        {preview
          ? `Shown on ${preview.reference} ${preview.title}, the newest. Nothing is sent to show it.`
          : error
            ? `Nothing to show it on: ${error.message}`
            : ""}
      </p>
      {changed > 0 && (
        <Keeping
          rules={rules}
          masks={masks}
          changed={changed}
          opened={loosened(kinds, masks).map(({ label }) => label)}
          onDone={() => setDraft(undefined)}
        />
      )}
    </div>
  );
}

type KeepingProps = {
  rules: AssistantRules;
  masks: Masks;
  changed: number;
  /** The fields of which more would leave. */
  opened: readonly string[];
  onDone: () => void;
};

/** What was chosen and is not kept yet. */
function Keeping({ rules, masks, changed, opened, onDone }: KeepingProps) {
  const client = useQueryClient();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();

  async function keep() {
    if (busy) return;
    setBusy(true);
    setProblem(undefined);
    try {
      setAnswer(client, "ai_state", {}, await call("ai_rules_set", { rules: { ...rules, masks } }));
      await client.invalidateQueries({ queryKey: ["masking_fields"] });
      onDone();
      say(`${count(changed, "field")} masked as chosen from now on`);
    } catch (error) {
      setProblem(asFailure(error).message);
    } finally {
      setBusy(false);
    }
  }

  return (
    <div role="group" aria-label="Not kept yet" className="flex flex-col gap-2">
      {opened.length > 0 && (
        <Notice tone="warn" title={`More leaves of ${opened.join(", ")}`}>
          It goes to the provider as you chose, in every conversation from the next message on. What was sent
          before stays as it was.
        </Notice>
      )}
      {problem !== undefined && (
        <Notice tone="danger" title="It was not kept">
          {problem}
        </Notice>
      )}
      <div className="flex flex-wrap items-center gap-2">
        <Button variant="primary" aria-disabled={busy} onClick={() => void keep()}>
          {busy ? "Keeping…" : `Keep ${count(changed, "change")}`}
        </Button>
        <Button onClick={onDone}>Discard</Button>
        <span className="text-sm text-ink-3">Nothing changes before you keep it.</span>
      </div>
    </div>
  );
}
