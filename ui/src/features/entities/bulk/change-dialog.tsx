import { useState, type ReactNode } from "react";
import { Initials } from "@/components/entity/member-name";
import { StageSign } from "@/components/entity/stage-pill";
import { Button } from "@/components/ui/button";
import { Dialog, DialogFoot } from "@/components/ui/dialog";
import { FormField } from "@/components/ui/form-field";
import type { BulkChange, Entity, FieldDef, KindDef, Stage, Value } from "@/ipc/bindings";
import { texts } from "@/lib/values";
import { fieldOf, isGuarded, useWorkspace, type Workspace } from "@/lib/workspace";
import { FieldInput, type Typed } from "../editors/field-input";
import { TokenInput } from "@/components/ui/token-input";
import { ChoiceList, type ChoiceOption } from "./choice-list";

type Props = {
  def: KindDef;
  /** What is changed, for people: `DEAL-7 Acme renewal`, `38 deals`. */
  what: string;
  count: number;
  /** The entities, as far as they are known one by one. */
  entities: readonly Entity[];
  /** The field to set; without it, it is asked for. */
  field: string | undefined;
  onChange: (change: BulkChange) => void;
  onClose: () => void;
};

const NONE = "";

/** Sets a field of some entities: which, to what, and what else a stage requires. */
export function ChangeDialog(props: Props) {
  const { def, what, count, entities, field: given, onChange, onClose } = props;
  const workspace = useWorkspace();
  const [key, setKey] = useState(given);
  const [stage, setStage] = useState<Stage>();
  const field = key === undefined ? undefined : fieldOf(def, key);
  const common = field && sharedValue(entities, field.key);
  const many = count !== 1;

  let title = `Change ${what}`;
  let body: ReactNode;
  if (!field) {
    const fields = def.fields.filter((each) => !each.derived && !(many && isGuarded(each)));
    body = (
      <ChoiceList
        label="Which field"
        options={fields.map(({ key, label }) => ({ value: key, label }))}
        onChoose={setKey}
      />
    );
  } else if (stage) {
    title = `Move ${what} to ${stage.label}`;
    body = (
      <ValueForm
        def={def}
        fields={stage.requires.flatMap((key) => fieldOf(def, key) ?? [])}
        submit={`Move to ${stage.label}`}
        needed
        onClose={onClose}
        onValues={(values) => onChange({ change: "set", patch: { ...values, stage: stage.key } })}
      />
    );
  } else if (field.key === "tags") {
    title = `Tags of ${what}`;
    body = <TagForm entities={entities} known={workspace.tags} onClose={onClose} onChange={onChange} />;
  } else {
    title = `${field.label} of ${what}`;
    const options = optionsOf(def, field, workspace, many);
    body = options ? (
      <ChoiceList
        key={field.key}
        label={`Set ${field.label.toLowerCase()} to`}
        options={options}
        current={typeof common === "string" ? common : undefined}
        onChoose={(value) => {
          const to = field.ty.type === "stage" ? def.stages.find(({ key }) => key === value) : undefined;
          if (to && to.requires.length > 0) setStage(to);
          else onChange({ change: "set", patch: { [field.key]: chosenValue(field, value) } });
        }}
      />
    ) : (
      <ValueForm
        def={def}
        fields={[field]}
        start={entities.length === 1 ? (common ?? null) : null}
        submit="Set"
        onClose={onClose}
        onValues={(patch) => onChange({ change: "set", patch })}
      />
    );
  }
  return (
    <Dialog open onClose={onClose} title={title} className="-ml-[min(220px,48vw)] w-[min(440px,96vw)]">
      {body}
    </Dialog>
  );
}

function optionsOf(
  def: KindDef,
  field: FieldDef,
  { active, me }: Workspace,
  many: boolean,
): ChoiceOption[] | undefined {
  const none = field.required ? [] : [{ value: NONE, label: field.ty.type === "member" ? "Nobody" : "None" }];
  if (field.many) return undefined;
  switch (field.ty.type) {
    case "stage":
      return def.stages.map((stage) => ({
        value: stage.key,
        label: stage.label,
        icon: <StageSign def={def} stage={stage.key} />,
        ...(many && isWrittenFor(def, stage)
          ? { detail: "One at a time, each with its reason", disabled: true }
          : {}),
      }));
    case "member":
      return [
        ...active.map(({ id, name }) => ({
          value: id,
          label: id === me ? `${name} (you)` : name,
          icon: <Initials name={name} />,
        })),
        ...none,
      ];
    case "select":
      return [...field.ty.choices.map(({ key, label }) => ({ value: key, label })), ...none];
    case "bool":
      return [
        { value: "yes", label: "Yes" },
        { value: "no", label: "No" },
      ];
    default:
      return undefined;
  }
}

/** Whether what the stage requires is said in words of its own for each: nobody is turned away by the dozen. */
function isWrittenFor(def: KindDef, { requires }: Stage): boolean {
  return requires.some((key) => fieldOf(def, key)?.ty.type === "long_text");
}

function chosenValue(field: FieldDef, value: string): Value | null {
  if (field.ty.type === "bool") return value === "yes";
  return value === NONE ? null : value;
}

/** The value that all of them have. */
function sharedValue(entities: readonly Entity[], key: string): Value | undefined {
  const [first, ...rest] = entities.map(({ fields }) => fields[key]);
  return rest.every((value) => value === first) ? first : undefined;
}

type ValueFormProps = {
  def: KindDef;
  fields: readonly FieldDef[];
  start?: Value | null;
  submit: string;
  /** Whether every one of them must have a value. */
  needed?: boolean;
  onClose: () => void;
  onValues: (values: Record<string, Value | null>) => void;
};

function ValueForm({ def, fields, start = null, submit, needed, onClose, onValues }: ValueFormProps) {
  const [typed, setTyped] = useState<Record<string, Typed>>({});
  const [tried, setTried] = useState(false);
  const valueOf = ({ key }: FieldDef) => {
    const value = key in typed ? (typed[key]?.value ?? null) : start;
    return typeof value === "string" && value.trim() === "" ? null : value;
  };
  const problemOf = (field: FieldDef) =>
    typed[field.key]?.problem ??
    ((needed ?? field.required) && valueOf(field) === null
      ? `${field.label.toLowerCase()} is needed`
      : undefined);

  return (
    <form
      noValidate
      className="flex flex-col gap-3 p-4"
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (fields.some((field) => problemOf(field) !== undefined)) return;
        onValues(Object.fromEntries(fields.map((field) => [field.key, valueOf(field)])));
      }}
    >
      {fields.map((field, index) => (
        <FormField key={field.key} label={field.label} problem={tried ? problemOf(field) : undefined}>
          {(control) => (
            <FieldInput
              {...control}
              def={def}
              field={field}
              value={valueOf(field)}
              titles={[]}
              autoFocus={index === 0}
              onChange={(next) => setTyped((now) => ({ ...now, [field.key]: next }))}
            />
          )}
        </FormField>
      ))}
      <Foot submit={submit} onClose={onClose} />
    </form>
  );
}

type TagFormProps = {
  entities: readonly Entity[];
  known: readonly string[];
  onClose: () => void;
  onChange: (change: BulkChange) => void;
};

function TagForm({ entities, known, onClose, onChange }: TagFormProps) {
  const [add, setAdd] = useState<string[]>([]);
  const [remove, setRemove] = useState<string[]>([]);
  const used = [...new Set(entities.flatMap(({ fields }) => texts(fields["tags"])))];
  return (
    <form
      noValidate
      className="flex flex-col gap-3 p-4"
      onSubmit={(event) => {
        event.preventDefault();
        if (add.length + remove.length > 0) onChange({ change: "tag", add, remove });
        else onClose();
      }}
    >
      <FormField label="Add">
        {(control) => (
          <TokenInput {...control} autoFocus kind="text" values={add} onChange={setAdd} suggestions={known} />
        )}
      </FormField>
      <FormField
        label="Remove"
        hint={used.length > 0 ? `There now: ${used.slice(0, 8).join(", ")}` : undefined}
      >
        {(control) => (
          <TokenInput
            {...control}
            kind="text"
            values={remove}
            onChange={setRemove}
            suggestions={used.length > 0 ? used : known}
          />
        )}
      </FormField>
      <Foot submit="Change tags" onClose={onClose} />
    </form>
  );
}

function Foot({ submit, onClose }: { submit: string; onClose: () => void }) {
  return (
    <DialogFoot>
      <Button onClick={onClose}>Cancel</Button>
      <Button type="submit" variant="primary">
        {submit}
      </Button>
    </DialogFoot>
  );
}
