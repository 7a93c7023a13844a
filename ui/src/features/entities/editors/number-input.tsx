import { useState, type ComponentProps } from "react";
import { Input } from "@/components/ui/input";
import type { FieldDef, FieldType, Value } from "@/ipc/bindings";
import type { Typed } from "./field-input";

type Props = Omit<ComponentProps<"input">, "value" | "onChange"> & {
  field: FieldDef;
  ty: Extract<FieldType, { type: "number" }>;
  value: Value | null;
  onChange: (typed: Typed) => void;
};

export function NumberInput({ field, ty, value, onChange, ...common }: Props) {
  const [text, setText] = useState(typeof value === "number" ? String(value) : "");
  return (
    <Input
      {...common}
      inputMode="decimal"
      className="tabular-nums"
      value={text}
      onChange={(event) => {
        const typed = event.target.value;
        setText(typed);
        if (typed.trim() === "") {
          onChange({ value: null });
          return;
        }
        const number = Number(typed.trim().replace(",", "."));
        const { min, max } = ty;
        const fits =
          Number.isFinite(number) && (min === null || number >= min) && (max === null || number <= max);
        const bounds = min !== null && max !== null ? ` from ${min} to ${max}` : "";
        onChange(
          fits ? { value: number } : { value, problem: `${field.label.toLowerCase()} is a number${bounds}` },
        );
      }}
    />
  );
}
