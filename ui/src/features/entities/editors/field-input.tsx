import type { FieldDef, KindDef, Member, TitleOf, Value } from "@/ipc/bindings";
import { Initials } from "@/components/entity/member-name";
import { StageSign } from "@/components/entity/stage-pill";
import { Input, TextArea } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { Switch } from "@/components/ui/switch";
import { isMoney, texts } from "@/lib/values";
import { useWorkspace } from "@/lib/workspace";
import { DayInput } from "./day-input";
import { EntityInput } from "@/components/entity/entity-input";
import { InstantInput } from "./instant-input";
import { MoneyInput } from "./money-input";
import { NumberInput } from "./number-input";
import { TokenInput } from "@/components/ui/token-input";

/** What an editor answers with each change: the value as typed so far, or why it is none. */
export type Typed = { value: Value | null; problem?: string | undefined };

export type FieldInputProps = {
  def: KindDef;
  field: FieldDef;
  value: Value | null;
  titles: readonly TitleOf[];
  onChange: (typed: Typed) => void;
  id?: string;
  /** Names the control where no `label` element does. */
  label?: string;
  "aria-describedby"?: string | undefined;
  "aria-invalid"?: true | undefined;
  autoFocus?: boolean;
  /** Menus open at once and report their end, for editing in place. */
  inPlace?: boolean;
  onClosed?: () => void;
};

/** The editor of a field, by the type that it is declared with. */
export function FieldInput(props: FieldInputProps) {
  const { def, field, value, onChange, id, label, autoFocus, inPlace } = props;
  const { active, member, me, tags } = useWorkspace();
  const common = {
    id,
    "aria-label": label,
    "aria-describedby": props["aria-describedby"],
    "aria-invalid": props["aria-invalid"],
    autoFocus,
  };
  const choose = (key: string) => onChange({ value: key === NONE ? null : key });
  const menu = {
    ...(id ? { id } : {}),
    ...(label ? { label } : {}),
    "aria-describedby": props["aria-describedby"],
    invalid: props["aria-invalid"] ?? false,
    defaultOpen: inPlace ?? false,
    onOpenChange: (open: boolean) => !open && props.onClosed?.(),
    onChange: choose,
  };

  if (field.many) {
    return (
      <TokenInput
        {...common}
        values={texts(value)}
        onChange={(values) => onChange({ value: values.length > 0 ? values : null })}
        suggestions={field.key === "tags" ? tags : []}
        kind={field.ty.type}
      />
    );
  }
  const text = typeof value === "string" ? value : "";
  switch (field.ty.type) {
    case "long_text":
      return (
        <TextArea
          {...common}
          rows={inPlace ? 8 : 3}
          value={text}
          onChange={(event) => onChange({ value: event.target.value || null })}
        />
      );
    case "number":
      return <NumberInput {...common} field={field} ty={field.ty} value={value} onChange={onChange} />;
    case "money":
      return <MoneyInput {...common} value={isMoney(value) ? value : null} onChange={onChange} />;
    case "date":
      return <DayInput {...common} value={text} onChange={onChange} />;
    case "date_time":
      return <InstantInput {...common} value={text} onChange={onChange} />;
    case "bool":
      return (
        <Switch
          {...(id ? { id } : {})}
          label={label ?? field.label}
          checked={value === true}
          onChange={(checked) => onChange({ value: checked })}
        />
      );
    case "select":
      return (
        <Select
          {...menu}
          value={text || null}
          options={withNone(
            field,
            field.ty.choices.map(({ key, label }) => ({ value: key, label })),
          )}
        />
      );
    case "stage":
      return (
        <Select
          {...menu}
          value={text || def.stages[0]?.key || null}
          options={def.stages.map(({ key, label }) => ({
            value: key,
            label,
            icon: <StageSign def={def} stage={key} />,
          }))}
        />
      );
    case "member":
      return (
        <Select
          {...menu}
          value={text || null}
          placeholder="Nobody"
          options={withNone(
            field,
            withFormer(active, member(text)).map(({ id: value, name, active: here }) => ({
              value,
              label: value === me ? `${name} (you)` : here ? name : `${name} (former)`,
              icon: <Initials name={name} />,
            })),
          )}
        />
      );
    case "entity":
      return (
        <EntityInput
          {...common}
          kinds={field.ty.kinds}
          chosen={props.titles.find((title) => title.id === value)}
          onChange={(entity) => onChange({ value: entity })}
        />
      );
    case "text":
    case "email":
    case "phone":
    case "url":
      return (
        <Input
          {...common}
          inputMode={({ text: "text", email: "email", phone: "tel", url: "url" } as const)[field.ty.type]}
          value={text}
          onChange={(event) => onChange({ value: event.target.value === "" ? null : event.target.value })}
        />
      );
  }
}

/** Those who can be chosen, and who was, though they work here no more: the field shows what it holds. */
function withFormer(active: readonly Member[], chosen: Member | undefined): readonly Member[] {
  return chosen && !chosen.active ? [...active, chosen] : active;
}

const NONE = "\u0000none";

function withNone<O extends { value: string; label: string }>(field: FieldDef, options: O[]) {
  return field.required ? options : [{ value: NONE, label: "None" }, ...options];
}
