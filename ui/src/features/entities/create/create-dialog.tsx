import { useId, useState } from "react";
import { KindIcon } from "@/components/entity/kind-icon";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { FormField } from "@/components/ui/form-field";
import { Keys } from "@/components/ui/keys";
import { Notice } from "@/components/ui/notice";
import type { FieldDef, FieldIssue, Kind, KindDef, Value } from "@/ipc/bindings";
import { asFailure } from "@/ipc/call";
import { useGo } from "@/lib/navigation";
import { useWrite } from "@/lib/use-write";
import { isGuarded, titleKeys, useKind } from "@/lib/workspace";
import { PossibleDuplicates } from "../duplicates/possible-duplicates";
import { FieldInput, type Typed } from "../editors/field-input";

/** Makes an entity of a kind, from its declaration: what it needs first, the rest behind one press. */
export function CreateDialog({ kind, onClose }: { kind: Kind; onClose: () => void }) {
  const def = useKind(kind);
  const go = useGo();
  const write = useWrite();
  const form = useId();
  const [typed, setTyped] = useState<Record<string, Typed>>({});
  const [issues, setIssues] = useState<FieldIssue[]>([]);
  const [problem, setProblem] = useState<string>();
  const [busy, setBusy] = useState(false);
  const { first, rest } = creationFields(def);
  const [all, setAll] = useState(false);
  const fields = all ? [...first, ...rest] : first;

  async function create() {
    if (busy) return;
    const wrong = fields.flatMap(({ key, label }) => {
      const message = typed[key]?.problem;
      return message ? [{ field: key, label, message }] : [];
    });
    setIssues(wrong);
    setProblem(undefined);
    if (wrong.length > 0) return;
    const values = Object.entries(typed).flatMap(([key, { value }]): [string, Value][] =>
      value === null ? [] : [[key, value]],
    );
    setBusy(true);
    try {
      const { entities } = await write("entity_create", {
        draft: { kind, fields: Object.fromEntries(values) },
      });
      onClose();
      if (entities[0]) go.entity(entities[0].reference);
    } catch (error) {
      const failure = asFailure(error);
      setIssues(failure.fields);
      const shown = new Set(fields.map(({ key }) => key));
      if (failure.fields.some(({ field }) => !shown.has(field))) setAll(true);
      if (failure.fields.length === 0) setProblem(failure.message);
    } finally {
      setBusy(false);
    }
  }

  return (
    <Dialog open onClose={onClose} title={`New ${def.singular.toLowerCase()}`}>
      <form
        id={form}
        noValidate
        className="flex min-h-0 flex-1 flex-col"
        onSubmit={(event) => {
          event.preventDefault();
          void create();
        }}
        onKeyDown={(event) => {
          if (event.key === "Enter" && (event.metaKey || event.ctrlKey)) {
            event.preventDefault();
            void create();
          }
        }}
      >
        <div className="grid min-h-0 flex-1 grid-cols-2 content-start gap-3 overflow-y-auto p-4">
          {problem && (
            <Notice tone="danger" title="Nothing was made" className="col-span-2">
              {problem}
            </Notice>
          )}
          {fields.map((field, index) => (
            <FormField
              key={field.key}
              label={field.label}
              required={field.required && field.key !== "stage"}
              problem={issues.find((issue) => issue.field === field.key)?.message}
              className={isWide(def, field) ? "col-span-2" : "col-span-1 min-w-0"}
            >
              {(control) => (
                <FieldInput
                  {...control}
                  def={def}
                  field={field}
                  value={typed[field.key]?.value ?? null}
                  titles={[]}
                  autoFocus={index === 0}
                  onChange={(next) => setTyped((now) => ({ ...now, [field.key]: next }))}
                />
              )}
            </FormField>
          ))}
          <PossibleDuplicates
            def={def}
            values={Object.fromEntries(Object.entries(typed).map(([key, { value }]) => [key, value]))}
            onOpen={({ reference }) => {
              onClose();
              go.entity(reference);
            }}
          />
        </div>
        <div className="flex shrink-0 items-center gap-2 border-t px-4 py-3">
          <KindIcon kind={kind} />
          {rest.length > 0 && (
            <Button variant="quiet" aria-expanded={all} onClick={() => setAll(!all)}>
              {all ? "Fewer fields" : "All fields"}
            </Button>
          )}
          <span className="flex-1" />
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary" disabled={busy}>
            Create {def.singular.toLowerCase()}
          </Button>
          <span className="hidden sm:inline">
            <Keys binding="mod+enter" />
          </span>
        </div>
      </form>
    </Dialog>
  );
}

/** The fields of the form: those of the title and the required ones, then those of lists; the rest after them. */
export function creationFields(def: KindDef): { first: FieldDef[]; rest: FieldDef[] } {
  const writable = def.fields.filter((field) => !field.derived);
  const title = titleKeys(def);
  const rank = (field: FieldDef) => {
    const inTitle = title.indexOf(field.key);
    if (inTitle >= 0) return inTitle;
    if (field.required && field.key !== "stage") return 10;
    const inColumns = def.columns.indexOf(field.key);
    if (inColumns >= 0) return 20 + inColumns;
    return 100;
  };
  const ordered = writable.filter((field) => !isGuarded(field)).toSorted((a, b) => rank(a) - rank(b));
  return {
    first: ordered.filter((field) => rank(field) < 100),
    rest: [...ordered.filter((field) => rank(field) >= 100), ...writable.filter(isGuarded)],
  };
}

/** Whether a field takes the whole line: a title of one field, long texts, lists of texts. */
function isWide(def: KindDef, field: FieldDef): boolean {
  return (
    field.ty.type === "long_text" || field.many || ("field" in def.title && def.title.field === field.key)
  );
}
