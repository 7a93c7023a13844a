import { Radio } from "@base-ui/react/radio";
import { RadioGroup } from "@base-ui/react/radio-group";
import type { ReactNode } from "react";

type Props<V extends string> = {
  label: string;
  value: V;
  options: { value: V; label: string; icon?: ReactNode }[];
  onChange: (value: V) => void;
};

/** A choice of a few, all in sight. */
export function Segmented<V extends string>({ label, value, options, onChange }: Props<V>) {
  return (
    <RadioGroup
      aria-label={label}
      value={value}
      onValueChange={(next) => onChange(next as V)}
      className="inline-flex rounded border border-line-2 bg-sunken p-0.5"
    >
      {options.map((option) => (
        <Radio.Root
          key={option.value}
          value={option.value}
          aria-label={option.label}
          className="inline-flex h-6 items-center gap-1.5 rounded-sm px-2.5 text-sm text-ink-2 data-[checked]:bg-raised data-[checked]:font-medium data-[checked]:text-ink data-[checked]:shadow-[0_0_0_1px_var(--line-2)]"
        >
          {option.icon}
          {option.label}
        </Radio.Root>
      ))}
    </RadioGroup>
  );
}
