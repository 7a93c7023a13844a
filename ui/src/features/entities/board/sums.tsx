import type { CurrencySum } from "@/ipc/bindings";
import { formatMoney } from "@/lib/money";

/** What a column is worth: a sum per currency, and what of it can be expected. */
export function Sums({ sums }: { sums: readonly CurrencySum[] }) {
  const [first, ...rest] = sums.toSorted((a, b) => b.minor - a.minor);
  if (!first) return null;
  const inWords = sums.map((sum) => `${formatMoney(sum)}, weighted ${formatMoney(weighted(sum))}`).join("; ");
  return (
    <span className="flex min-w-0 items-baseline gap-1.5 text-sm text-ink-3 tabular-nums" title={inWords}>
      <span className="truncate text-ink-2">{formatMoney(first)}</span>
      {first.weighted_minor !== first.minor && (
        <span className="truncate" aria-label={`weighted ${formatMoney(weighted(first))}`}>
          ≈ {formatMoney(weighted(first))}
        </span>
      )}
      {rest.length > 0 && <span className="shrink-0">+{rest.length}</span>}
    </span>
  );
}

function weighted({ currency, weighted_minor }: CurrencySum) {
  return { currency, minor: weighted_minor };
}
