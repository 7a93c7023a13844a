import { Checkbox as Base } from "@base-ui/react/checkbox";
import { Check, Minus } from "lucide-react";
import { cx } from "@/lib/cx";

type Props = {
  checked: boolean;
  mixed?: boolean;
  onChange: (checked: boolean) => void;
  label?: string;
  id?: string;
  className?: string;
  tabIndex?: number;
};

export function Checkbox({ checked, mixed, onChange, label, id, className, tabIndex }: Props) {
  return (
    <Base.Root
      id={id}
      checked={checked}
      indeterminate={mixed ?? false}
      onCheckedChange={(next) => onChange(next)}
      aria-label={label}
      // Not even undefined where none is wanted: it would take the checkbox out of the order of Tab.
      {...(tabIndex === undefined ? {} : { tabIndex })}
      className={cx(
        "inline-flex size-4 shrink-0 items-center justify-center rounded-sm border border-line-2 bg-ground",
        "data-[checked]:border-accent data-[checked]:bg-accent data-[indeterminate]:border-accent data-[indeterminate]:bg-accent",
        className,
      )}
    >
      <Base.Indicator className="text-accent-ink">
        {mixed ? <Minus size={12} strokeWidth={3} /> : <Check size={12} strokeWidth={3} />}
      </Base.Indicator>
    </Base.Root>
  );
}
