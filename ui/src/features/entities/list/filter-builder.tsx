import { ListPlus } from "lucide-react";
import { useId, useState } from "react";
import { keysOf } from "@/app/actions/catalogue";
import { useAction } from "@/app/actions/registry";
import { Button, IconButton } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { FormField } from "@/components/ui/form-field";
import { Input } from "@/components/ui/input";
import { Popover } from "@/components/ui/popover";
import { Select } from "@/components/ui/select";
import type { KindDef } from "@/ipc/bindings";
import { useWorkspace, type Workspace } from "@/lib/workspace";
import { focusList } from "./focus-list";
import {
  added,
  filterWord,
  isDay,
  operatorLabel,
  operatorsOf,
  subjectsOf,
  type Operator,
  type Subject,
} from "./filter-words";

type Props = { def: KindDef; filter: string; onFilter: (filter: string) => void };

/** Builds a condition from the declaration and writes it into the filter, where it can be read and changed as text. */
export function FilterBuilder({ def, filter, onFilter }: Props) {
  const [open, setOpen] = useState(false);
  useAction("list.build-filter", () => setOpen(true));
  return (
    <Popover
      label="Add a filter"
      align="end"
      open={open}
      onOpenChange={(next) => {
        setOpen(next);
        if (!next) focusList();
      }}
      className="w-80"
      trigger={
        <IconButton label="Add a filter" keys={keysOf("list.build-filter")}>
          <ListPlus size={15} />
        </IconButton>
      }
    >
      <Builder
        def={def}
        onAdd={(word) => {
          onFilter(added(filter, word));
          setOpen(false);
          focusList();
        }}
      />
    </Popover>
  );
}

function Builder({ def, onAdd }: { def: KindDef; onAdd: (word: string) => void }) {
  const workspace = useWorkspace();
  const preview = useId();
  const subjects = subjectsOf(def);
  const [key, setKey] = useState("stage");
  const [operator, setOperator] = useState<Operator>("is");
  const [values, setValues] = useState<string[]>([]);
  const subject = subjects.find((each) => each.key === key);
  if (!subject) return null;
  const operators = operatorsOf(subject);
  const options = valuesOf(def, subject, workspace);
  const takesValue = operator !== "none" && operator !== "some";
  const word = filterWord(subject, operator, values);

  return (
    <form
      noValidate
      className="flex flex-col gap-3 p-3"
      onSubmit={(event) => {
        event.preventDefault();
        if (word) onAdd(word);
      }}
    >
      <div className="grid grid-cols-2 gap-2">
        <Select
          label="Field"
          value={key}
          options={subjects.map((each) => ({ value: each.key, label: each.label }))}
          onChange={(next) => {
            const chosen = subjects.find((each) => each.key === next);
            setKey(next);
            setValues([]);
            if (chosen && !operatorsOf(chosen).includes(operator)) setOperator("is");
          }}
        />
        <Select
          label="Operator"
          value={operator}
          options={operators.map((each) => ({ value: each, label: operatorLabel(subject, each) }))}
          onChange={(next) => setOperator(next as Operator)}
        />
      </div>
      {takesValue && options && (
        <ul aria-label="Values" className="flex max-h-52 flex-col overflow-y-auto">
          {options.map(({ value, label }) => (
            <li key={value}>
              <label className="flex h-7 items-center gap-2 rounded-sm px-1 hover:bg-hover">
                <Checkbox
                  label={label}
                  checked={values.includes(value)}
                  onChange={(on) =>
                    setValues((now) => (on ? [...now, value] : now.filter((each) => each !== value)))
                  }
                />
                <span className="truncate">{label}</span>
              </label>
            </li>
          ))}
        </ul>
      )}
      {takesValue && !options && (
        <FormField label="Value" hint={hintOf(subject)}>
          {(control) => (
            <Input
              {...control}
              value={values[0] ?? ""}
              onChange={(event) => setValues([event.target.value])}
            />
          )}
        </FormField>
      )}
      <div className="flex items-center gap-2">
        <code id={preview} className="min-w-0 flex-1 truncate font-mono text-xs text-ink-3">
          {word ?? "Choose a value"}
        </code>
        <Button type="submit" variant="primary" disabled={!word} aria-describedby={preview}>
          Add
        </Button>
      </div>
    </form>
  );
}

/** The values to choose from; undefined where one is typed. */
function valuesOf(def: KindDef, subject: Subject, { members, me, tags }: Workspace) {
  if (subject.what === "state") {
    return [
      { value: "overdue", label: "Overdue" },
      { value: "notes", label: "Notes" },
      { value: "links", label: "Links" },
    ];
  }
  if (subject.what === "stamp") return undefined;
  const { field } = subject;
  switch (field.ty.type) {
    case "stage":
      return def.stages.map(({ key, label }) => ({ value: key, label }));
    case "select":
      return field.ty.choices.map(({ key, label }) => ({ value: key, label }));
    case "member":
      return members
        .toSorted((a, b) => Number(b.active) - Number(a.active))
        .map(({ id, name, active }) =>
          id === me
            ? { value: "me", label: `${name} (you)` }
            : { value: name, label: active ? name : `${name} (former)` },
        );
    case "bool":
      return [
        { value: "yes", label: "Yes" },
        { value: "no", label: "No" },
      ];
    default:
      return field.key === "tags" && tags.length > 0
        ? tags.map((tag) => ({ value: tag, label: tag }))
        : undefined;
  }
}

function hintOf(subject: Subject): string | undefined {
  if (isDay(subject)) return "2026-12-01, today, this-week, last-month, 30d";
  if (subject.what !== "field") return undefined;
  switch (subject.field.ty.type) {
    case "money":
      return "12000, 12k, EUR 12k";
    case "number":
      return "50, or 10..50";
    case "entity":
      return "A reference, like CON-7";
    default:
      return undefined;
  }
}
