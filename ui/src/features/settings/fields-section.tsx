import { Pencil, Plus, Trash2 } from "lucide-react";
import { useState } from "react";
import { Button, IconButton } from "@/components/ui/button";
import type { FieldDef, Kind } from "@/ipc/bindings";
import { useKind } from "@/lib/workspace";
import { FieldDialog } from "./field-dialog";
import { FieldRemoveDialog } from "./field-remove-dialog";
import { FieldRenameDialog } from "./field-rename-dialog";
import { FIELD_TYPES } from "./field-types";
import { KindPicker } from "./kind-picker";
import { AdministratorsOnly, Group, useMayConfigure } from "./settings-parts";

/** The fields of each kind: those it has, and those the workspace added. */
export function FieldsSection() {
  const [kind, setKind] = useState<Kind>("contact");
  const [adding, setAdding] = useState(false);
  const [renaming, setRenaming] = useState<FieldDef>();
  const [removing, setRemoving] = useState<FieldDef>();
  const def = useKind(kind);
  const mayConfigure = useMayConfigure();
  const own = def.fields.filter(({ custom }) => custom);
  const given = def.fields.filter(({ custom }) => !custom);
  return (
    <>
      <Group
        title="Fields"
        about="A field that is added here is everywhere at once: on pages and forms, as a column, in filters, search, import and export."
      >
        <AdministratorsOnly />
        <KindPicker value={kind} onChange={setKind} />
      </Group>
      <Group title={`Added to ${def.plural.toLowerCase()}`}>
        {own.length === 0 ? (
          <p className="text-ink-3">
            None yet. Add what your {def.plural.toLowerCase()} have beside the usual.
          </p>
        ) : (
          <FieldTable
            fields={own}
            label={`Fields added to ${def.plural.toLowerCase()}`}
            {...(mayConfigure && { onRename: setRenaming, onRemove: setRemoving })}
          />
        )}
        {mayConfigure && (
          <Button className="self-start" icon={<Plus size={13} />} onClick={() => setAdding(true)}>
            Add a field to {def.plural.toLowerCase()}
          </Button>
        )}
      </Group>
      <Group title={`What every ${def.singular.toLowerCase()} has`}>
        <FieldTable fields={given} label={`Fields of every ${def.singular.toLowerCase()}`} />
      </Group>
      {renaming && <FieldRenameDialog def={def} field={renaming} onClose={() => setRenaming(undefined)} />}
      {removing && <FieldRemoveDialog def={def} field={removing} onClose={() => setRemoving(undefined)} />}
      {adding && <FieldDialog def={def} onClose={() => setAdding(false)} />}
    </>
  );
}

type TableProps = {
  fields: FieldDef[];
  label: string;
  /** For fields that the workspace added, to those who may. */
  onRename?: (field: FieldDef) => void;
  onRemove?: (field: FieldDef) => void;
};

function FieldTable({ fields, label, onRename, onRemove }: TableProps) {
  return (
    <table aria-label={label} className="w-full table-fixed border-collapse text-left">
      <thead className="sr-only">
        <tr>
          <th>Name</th>
          <th>Type</th>
          <th>Filter word</th>
          <th>Remarks</th>
          {onRename && <th className="w-16">Change</th>}
        </tr>
      </thead>
      <tbody>
        {fields.map((field) => (
          <tr key={field.key} className="h-8 border-b last:border-b-0">
            <th scope="row" className="truncate pr-3 font-normal">
              {field.label}
            </th>
            <td className="truncate pr-3 text-ink-2" title={choicesOf(field)}>
              {typeWord(field)}
            </td>
            <td className="selectable truncate pr-3 font-mono text-sm text-ink-3">{field.key}</td>
            <td className="truncate text-sm text-ink-3">{remarks(field)}</td>
            {onRename && (
              <td className="w-16 text-right whitespace-nowrap">
                <IconButton label={`Rename ${field.label}`} onClick={() => onRename(field)}>
                  <Pencil size={13} />
                </IconButton>
                <IconButton label={`Remove ${field.label}`} onClick={() => onRemove?.(field)}>
                  <Trash2 size={13} />
                </IconButton>
              </td>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function typeWord({ ty, many }: FieldDef): string {
  const word = FIELD_TYPES[ty.type].label;
  return many ? `${word}, several` : word;
}

function choicesOf({ ty }: FieldDef): string | undefined {
  return ty.type === "select" ? ty.choices.map(({ label }) => label).join(", ") : undefined;
}

function remarks(field: FieldDef): string {
  return [
    field.required ? "required" : "",
    field.unique ? "no two alike" : "",
    field.derived ? "kept by Workestra" : "",
    field.sensitivity === "restricted" || field.sensitivity === "protected" ? field.sensitivity : "",
  ]
    .filter((remark) => remark !== "")
    .join(", ");
}
