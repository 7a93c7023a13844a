import { Switch as Base } from "@base-ui/react/switch";

type Props = { checked: boolean; onChange: (checked: boolean) => void; id?: string; label?: string };

export function Switch({ checked, onChange, id, label }: Props) {
  return (
    <Base.Root
      id={id}
      aria-label={label}
      checked={checked}
      onCheckedChange={(next) => onChange(next)}
      className="inline-flex h-[18px] w-8 shrink-0 items-center rounded-full border border-line-2 bg-sunken p-px data-[checked]:border-accent data-[checked]:bg-accent"
    >
      <Base.Thumb className="size-3.5 rounded-full bg-ink-3 transition-transform duration-100 data-[checked]:translate-x-3.5 data-[checked]:bg-accent-ink" />
    </Base.Root>
  );
}
