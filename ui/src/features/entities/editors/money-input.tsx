import { useState, type ComponentProps } from "react";
import { Input } from "@/components/ui/input";
import type { Money } from "@/ipc/bindings";
import { useCommand } from "@/ipc/use-command";
import { majorText, parseAmount } from "@/lib/money";
import type { Typed } from "./field-input";

type Props = Omit<ComponentProps<"input">, "value" | "onChange"> & {
  value: Money | null;
  onChange: (typed: Typed) => void;
};

/** An amount and its currency. `12k` and `1.5m` are understood. */
export function MoneyInput({ value, onChange, ...common }: Props) {
  const settings = useCommand("settings_get", {}).data;
  const [amount, setAmount] = useState(value ? majorText(value) : "");
  const [typedCurrency, setCurrency] = useState(value?.currency);
  const currency = typedCurrency ?? settings?.currency ?? "USD";

  function changed(nextAmount: string, nextCurrency: string) {
    if (nextAmount.trim() === "") {
      onChange({ value: null });
      return;
    }
    const known = /^[A-Z]{3}$/.test(nextCurrency);
    const money = known ? parseAmount(nextAmount, nextCurrency) : undefined;
    if (money) onChange({ value: money });
    else {
      const problem = known
        ? `“${nextAmount}” is no amount: write 12000, 12,000.50 or 12k`
        : "a currency has three letters: EUR, USD, JPY";
      onChange({ value, problem });
    }
  }

  return (
    <div className="flex gap-1.5">
      <Input
        {...common}
        inputMode="decimal"
        className="min-w-0 flex-1 tabular-nums"
        placeholder="12,000"
        value={amount}
        onChange={(event) => {
          setAmount(event.target.value);
          changed(event.target.value, currency);
        }}
      />
      <Input
        aria-label="Currency"
        className="w-16 shrink-0 uppercase"
        maxLength={3}
        value={currency}
        onChange={(event) => {
          const next = event.target.value.toUpperCase();
          setCurrency(next);
          changed(amount, next);
        }}
      />
    </div>
  );
}
