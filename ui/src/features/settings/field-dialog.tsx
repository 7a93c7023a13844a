import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Dialog, DialogFoot } from "@/components/ui/dialog";
import { FormField } from "@/components/ui/form-field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { say } from "@/components/ui/toaster";
import type { Choice, FieldType, Kind, KindDef } from "@/ipc/bindings";
import { asFailure, call } from "@/ipc/call";
import { useWorkspace } from "@/lib/workspace";
import { TokenInput } from "@/components/ui/token-input";
import { choiceKey, FIELD_TYPES } from "./field-types";

type TypeName = FieldType["type"];

const TYPES = (Object.entries(FIELD_TYPES) as [TypeName, (typeof FIELD_TYPES)[TypeName]][]).filter(
  ([, { example }]) => example !== undefined,
);

/** Adds a field to a kind. */
export function FieldDialog({ def, onClose }: { def: KindDef; onClose: () => void }) {
  const { kinds } = useWorkspace();
  const [label, setLabel] = useState("");
  const [type, setType] = useState<TypeName>("text");
  const [many, setMany] = useState(false);
  const [choices, setChoices] = useState<string[]>([]);
  const [to, setTo] = useState<Kind>("contact");
  const [problem, setProblem] = useState<{ at: "label" | "choices"; message: string }>();
  const [busy, setBusy] = useState(false);
  const { example, several } = FIELD_TYPES[type];

  async function add() {
    if (busy) return;
    if (label.trim() === "") {
      setProblem({ at: "label", message: "give the field a name" });
      return;
    }
    if (def.fields.some((field) => field.label.toLowerCase() === label.trim().toLowerCase())) {
      setProblem({ at: "label", message: `there is a ${label.trim()} already: use another name` });
      return;
    }
    if (type === "select" && choices.length < 2) {
      setProblem({ at: "choices", message: "write two choices or more" });
      return;
    }
    setBusy(true);
    try {
      const ty = fieldType(type, choices, to);
      await call("custom_field_add", { kind: def.kind, label: label.trim(), ty, many: many && !!several });
      say(`added ${label.trim()} to ${def.plural.toLowerCase()}`);
      onClose();
    } catch (error) {
      setProblem({ at: "label", message: asFailure(error).message });
    } finally {
      setBusy(false);
    }
  }

  return (
    <Dialog open onClose={onClose} title={`Add a field to ${def.plural.toLowerCase()}`}>
      <form
        noValidate
        className="flex flex-col gap-3 p-4"
        onSubmit={(event) => {
          event.preventDefault();
          void add();
        }}
      >
        <FormField label="Name" required problem={problem?.at === "label" ? problem.message : undefined}>
          {(control) => (
            <Input
              {...control}
              autoFocus
              maxLength={60}
              value={label}
              onChange={(event) => {
                setLabel(event.target.value);
                setProblem(undefined);
              }}
            />
          )}
        </FormField>
        <FormField label="Type" hint={`Like: ${example}. The type cannot be changed later.`}>
          {(control) => (
            <Select
              {...control}
              value={type}
              options={TYPES.map(([value, { label: word, example: like = "" }]) => ({
                value,
                label: word,
                detail: like,
              }))}
              onChange={(next) => setType(next as TypeName)}
            />
          )}
        </FormField>
        {type === "select" && (
          <FormField
            label="Choices"
            hint="In the order of the menu; Enter or a comma ends one."
            problem={problem?.at === "choices" ? problem.message : undefined}
          >
            {(control) => (
              <TokenInput
                {...control}
                kind="text"
                suggestions={[]}
                values={choices}
                onChange={(next) => {
                  setChoices(next);
                  setProblem(undefined);
                }}
              />
            )}
          </FormField>
        )}
        {type === "entity" && (
          <FormField label="Linked to">
            {(control) => (
              <Select
                {...control}
                value={to}
                options={kinds.map(({ kind, plural }) => ({ value: kind, label: plural }))}
                onChange={(next) => setTo(next as Kind)}
              />
            )}
          </FormField>
        )}
        {several && (
          <div className="flex items-center gap-2">
            <Checkbox id="several-values" checked={many} onChange={setMany} />
            <label htmlFor="several-values">It may hold several</label>
          </div>
        )}
        <DialogFoot>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary" disabled={busy}>
            Add the field
          </Button>
        </DialogFoot>
      </form>
    </Dialog>
  );
}

function fieldType(type: TypeName, labels: string[], kind: Kind): FieldType {
  switch (type) {
    case "select": {
      const choices: Choice[] = [];
      for (const label of labels)
        choices.push({ key: choiceKey(label, new Set(choices.map(({ key }) => key))), label });
      return { type, choices };
    }
    case "number":
      return { type, min: null, max: null };
    case "entity":
      return { type, kinds: [kind] };
    default:
      return { type };
  }
}
