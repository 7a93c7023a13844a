import { Select as Base } from "@base-ui/react/select";
import { Check, ChevronDown } from "lucide-react";
import type { ReactNode } from "react";
import { cx } from "@/lib/cx";

export type Option = { value: string; label: string; icon?: ReactNode; detail?: string };

type Props = {
  value: string | null;
  options: Option[];
  onChange: (value: string) => void;
  /** Names the control when no `label` element does. */
  label?: string;
  id?: string;
  placeholder?: string;
  disabled?: boolean;
  invalid?: boolean;
  defaultOpen?: boolean;
  onOpenChange?: (open: boolean) => void;
  "aria-describedby"?: string | undefined;
};

export function Select(props: Props) {
  const { value, options, onChange, label, id, placeholder, disabled, invalid } = props;
  const chosen = options.find((option) => option.value === value);
  return (
    <Base.Root
      value={value}
      onValueChange={(next) => next !== null && onChange(next as string)}
      items={options}
      disabled={disabled ?? false}
      {...(props.defaultOpen ? { defaultOpen: true } : {})}
      onOpenChange={(open) => props.onOpenChange?.(open)}
    >
      <Base.Trigger
        id={id}
        aria-label={label}
        aria-describedby={props["aria-describedby"]}
        aria-invalid={invalid || undefined}
        className={cx(
          "flex h-8 w-full min-w-0 items-center gap-2 rounded border border-line-2 bg-ground px-2 text-left text-base",
          "aria-invalid:border-danger data-[disabled]:opacity-60",
        )}
      >
        {chosen?.icon}
        <span className={cx("min-w-0 flex-1 truncate", !chosen && "text-ink-3")}>
          {chosen?.label ?? placeholder ?? "Choose…"}
        </span>
        <ChevronDown size={13} className="shrink-0 text-ink-3" aria-hidden />
      </Base.Trigger>
      <Base.Portal>
        <Base.Positioner sideOffset={4} alignItemWithTrigger={false} className="z-50 outline-none">
          <Base.Popup className="floats max-h-[min(360px,var(--available-height))] min-w-[var(--anchor-width)] overflow-y-auto rounded-md border border-line-2 bg-raised p-1 outline-none">
            {options.map((option) => (
              <Base.Item
                key={option.value}
                value={option.value}
                className="flex h-7 items-center gap-2 rounded-sm px-2 text-base outline-none data-[highlighted]:bg-hover"
              >
                {option.icon}
                <Base.ItemText className="flex-1 truncate">{option.label}</Base.ItemText>
                {option.detail && <span className="text-sm text-ink-3">{option.detail}</span>}
                <Base.ItemIndicator>
                  <Check size={14} />
                </Base.ItemIndicator>
              </Base.Item>
            ))}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
