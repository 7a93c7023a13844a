import type { CurrencySum, Entity, KindDef } from "@/ipc/bindings";
import { isMoney } from "@/lib/values";
import { isGuarded } from "@/lib/workspace";

/** What an entity adds to the sums of its stage; nothing where it has no amount. The core says the same of all of them. */
export function worthOf(def: KindDef, { fields }: Entity): CurrencySum | undefined {
  const field = def.fields.find((each) => each.ty.type === "money" && !each.custom && !isGuarded(each));
  const amount = field && fields[field.key];
  if (!isMoney(amount)) return undefined;
  const own = fields["probability"];
  const chance = typeof own === "number" ? own : chanceOf(def, fields["stage"]);
  const { currency, minor } = amount;
  return { currency, minor, weighted_minor: Math.round((minor * chance) / 100) };
}

/** In percent. Where no stage says one, all is sure. */
function chanceOf({ stages }: KindDef, stage: unknown): number {
  if (stages.every(({ probability }) => probability === null)) return 100;
  return stages.find(({ key }) => key === stage)?.probability ?? 0;
}

/** The sums with a worth added, or taken away; a currency of which nothing is left goes. */
export function withWorth(
  sums: readonly CurrencySum[],
  worth: CurrencySum | undefined,
  by: 1 | -1,
): CurrencySum[] {
  if (!worth) return [...sums];
  const { currency } = worth;
  const known = sums.find((sum) => sum.currency === currency) ?? { currency, minor: 0, weighted_minor: 0 };
  const changed = {
    currency,
    minor: known.minor + by * worth.minor,
    weighted_minor: known.weighted_minor + by * worth.weighted_minor,
  };
  const rest = sums.filter((sum) => sum.currency !== currency);
  const left = changed.minor === 0 ? rest : [...rest, changed];
  return left.toSorted((a, b) => (a.currency < b.currency ? -1 : 1));
}
