import { Radio } from "@base-ui/react/radio";
import { RadioGroup } from "@base-ui/react/radio-group";
import { ArrowLeftRight, Check } from "lucide-react";
import { useId, useState, type ReactNode } from "react";
import { FieldValue } from "@/components/entity/field-value";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Notice } from "@/components/ui/notice";
import { When } from "@/components/entity/when";
import type { Alike, Entity, KindDef, TitleOf, Value } from "@/ipc/bindings";
import { asFailure } from "@/ipc/call";
import { useCommand } from "@/ipc/use-command";
import { count } from "@/lib/count";
import { cx } from "@/lib/cx";
import { useWrite } from "@/lib/use-write";
import { useKind } from "@/lib/workspace";
import { whyAlike } from "../duplicates/why-alike";
import {
  chosen,
  differences,
  patchOf,
  usual,
  type Choice,
  type Difference,
  type Side,
} from "./merge-choices";

type Props = {
  left: Entity;
  right: Entity;
  alike?: readonly Alike[] | undefined;
  onClose: () => void;
  onMerged?: (kept: Entity) => void;
};

/** Makes two entities one: which of them stays, and for each field in which they differ, whose value. */
export function MergeDialog({ left, right, alike, onClose, onMerged }: Props) {
  const def = useKind(left.kind);
  const write = useWrite();
  // As they are now, with the titles of what they refer to.
  const a = useCommand("entity_get", { entity: left.id }).data;
  const b = useCommand("entity_get", { entity: right.id }).data;
  const [one, other] = [a?.entity ?? left, b?.entity ?? right];
  const titles = [...(a?.titles ?? []), ...(b?.titles ?? [])];
  const [keep, setKeep] = useState<Side>("left");
  const [choices, setChoices] = useState<Record<string, Choice>>({});
  const [problem, setProblem] = useState<string>();
  const [busy, setBusy] = useState(false);
  const all = differences(def, one, other);
  const [kept, gone] = keep === "left" ? [one, other] : [other, one];
  const same = def.fields.filter(({ key, derived }) => !derived && one.fields[key] !== undefined).length;
  const alikeFields = same - all.filter(({ left: value }) => value !== undefined).length;

  async function merge() {
    if (busy) return;
    setBusy(true);
    setProblem(undefined);
    try {
      await write("entity_merge", { keep: kept.id, gone: gone.id, patch: patchOf(all, choices, keep) });
      onMerged?.(kept);
      onClose();
    } catch (error) {
      const failure = asFailure(error);
      setProblem(
        failure.fields.map(({ label, message }) => `${label}: ${message}`).join("; ") || failure.message,
      );
    } finally {
      setBusy(false);
    }
  }

  return (
    <Dialog
      open
      onClose={onClose}
      title={`Merge two ${def.plural.toLowerCase()}`}
      tall
      className="-ml-[min(400px,48vw)] w-[min(800px,96vw)]"
    >
      <form
        noValidate
        className="flex min-h-0 flex-1 flex-col"
        onSubmit={(event) => {
          event.preventDefault();
          void merge();
        }}
        onKeyDown={(event) => {
          if (event.key !== "Enter" || !(event.metaKey || event.ctrlKey)) return;
          event.preventDefault();
          void merge();
        }}
      >
        <div className="min-h-0 flex-1 overflow-y-auto">
          {problem && (
            <Notice tone="danger" title="Nothing was merged" className="m-3">
              {problem}
            </Notice>
          )}
          <RadioGroup
            aria-label="Which one stays"
            value={keep}
            onValueChange={(next) => setKeep(next as Side)}
            className="sticky top-0 z-10 grid grid-cols-2 items-center gap-2 border-b bg-raised px-4 py-2 sm:grid-cols-[128px_1fr_1fr]"
          >
            <Button
              variant="quiet"
              icon={<ArrowLeftRight size={13} />}
              title="The other one stays"
              className="col-span-2 -ml-2.5 justify-self-start sm:col-span-1"
              onClick={() => setKeep(keep === "left" ? "right" : "left")}
            >
              Swap
            </Button>
            <Head side="left" entity={one} stays={keep === "left"} />
            <Head side="right" entity={other} stays={keep === "right"} />
          </RadioGroup>
          <div className="flex flex-col">
            {all.map((each) => (
              <FieldChoice
                key={each.field.key}
                def={def}
                difference={each}
                titles={titles}
                stages={[one.fields["stage"], other.fields["stage"]]}
                choice={choices[each.field.key] ?? usual(each, keep)}
                keep={keep}
                onChoose={(choice) => setChoices((now) => ({ ...now, [each.field.key]: choice }))}
              />
            ))}
          </div>
          <p className="px-4 py-3 text-sm text-ink-3">
            {alike && `${whyAlike(alike)}. `}
            {all.length === 0
              ? "They differ in no field."
              : alikeFields > 0 && `${count(alikeFields, "field is", "fields are")} the same.`}{" "}
            Notes, links and references of {gone.reference} go over to {kept.reference}; {gone.reference} goes
            to the trash. Undo takes all of it back.
          </p>
        </div>
        <div className="flex shrink-0 items-center gap-2 border-t px-4 py-3">
          <span className="min-w-0 flex-1 truncate text-ink-2">
            {kept.reference} {kept.title} stays
          </span>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary" disabled={busy}>
            Merge into {kept.reference}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

const CELL =
  "flex min-w-0 items-start gap-2 rounded border px-2.5 py-1.5 text-left border-line data-[checked]:border-accent data-[checked]:bg-accent-wash hover:border-line-2";

function Head({ side, entity, stays }: { side: Side; entity: Entity; stays: boolean }) {
  return (
    <Radio.Root
      value={side}
      aria-label={`${entity.reference} ${entity.title} stays`}
      className={CELL}
      autoFocus={side === "left"}
    >
      <span className="flex min-w-0 flex-1 flex-col">
        <span className="truncate font-medium">{entity.title}</span>
        <span className="text-sm text-ink-3">
          {entity.reference} · created <When at={entity.created_at} />
        </span>
      </span>
      <span className={cx("shrink-0 text-sm font-medium", stays ? "text-accent" : "text-ink-3")}>
        {stays ? "Stays" : "Goes"}
      </span>
    </Radio.Root>
  );
}

type FieldChoiceProps = {
  def: KindDef;
  difference: Difference;
  titles: readonly TitleOf[];
  stages: [unknown, unknown];
  choice: Choice;
  keep: Side;
  onChoose: (choice: Choice) => void;
};

/** One field of the two: whose value, or for lists both. */
function FieldChoice({ def, difference, titles, stages, choice, keep, onChoose }: FieldChoiceProps) {
  const id = useId();
  const { field, left, right } = difference;
  const both = field.many && left !== undefined && right !== undefined;
  const show = (value: Value | undefined, stage: unknown) =>
    value === undefined ? (
      <span className="text-ink-3">Nothing</span>
    ) : (
      <span className="line-clamp-4 min-w-0">
        <FieldValue def={def} field={field} value={value} titles={titles} stage={stage} />
      </span>
    );
  return (
    <RadioGroup
      aria-labelledby={id}
      value={choice}
      onValueChange={(next) => onChoose(next as Choice)}
      className="grid grid-cols-2 items-stretch gap-x-2 gap-y-1 border-b px-4 py-2 last:border-b-0 sm:grid-cols-[128px_1fr_1fr]"
    >
      <span id={id} className="col-span-2 pt-1.5 text-sm font-medium text-ink-2 sm:col-span-1">
        {field.label}
      </span>
      <Option value="left">{show(left, stages[0])}</Option>
      <Option value="right">{show(right, stages[1])}</Option>
      {both && (
        <div className="col-span-2 sm:col-start-2">
          <Option value="both">
            <span className="shrink-0 text-sm text-ink-3">Both</span>
            {show(chosen(difference, "both", keep), undefined)}
          </Option>
        </div>
      )}
    </RadioGroup>
  );
}

function Option({ value, children }: { value: Choice; children: ReactNode }) {
  return (
    <Radio.Root value={value} className={cx(CELL, "w-full")}>
      <span className="flex size-4 shrink-0 items-center justify-center rounded-full border border-line-2 text-accent">
        <Radio.Indicator>
          <Check size={11} strokeWidth={3} />
        </Radio.Indicator>
      </span>
      {children}
    </Radio.Root>
  );
}
