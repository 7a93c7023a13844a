import type { Money } from "@/ipc/bindings";

/** How many digits the currency has after the point. */
export function minorDigits(currency: string): number {
  try {
    const digits = new Intl.NumberFormat("en", { style: "currency", currency }).resolvedOptions()
      .maximumFractionDigits;
    return digits ?? 2;
  } catch {
    return 2;
  }
}

/** `EUR 12,000.50`, whole amounts without their zeros. */
export function formatMoney({ minor, currency }: Money): string {
  const digits = minorDigits(currency);
  const major = minor / 10 ** digits;
  const text = major.toLocaleString("en", {
    minimumFractionDigits: Number.isInteger(major) ? 0 : digits,
    maximumFractionDigits: digits,
  });
  return `${currency} ${text}`;
}

/** An amount as a field shows it while it is edited: `12000.5`. */
export function majorText({ minor, currency }: Money): string {
  return String(minor / 10 ** minorDigits(currency));
}

/**
 * Reads a typed amount: `12,000.50`, `12k`, `1.5m`. Undefined when it is no amount.
 */
export function parseAmount(text: string, currency: string): Money | undefined {
  const match = /^(-?)\s*([\d\s,.'’]+)\s*([km]?)$/i.exec(text.trim());
  if (!match) return undefined;
  const [, sign, digits = "", scale = ""] = match;
  const plain = digits.replace(/[\s'’]/g, "");
  // The last of two kinds of separator is the decimal one; a lone comma before one or two digits is too.
  const lastComma = plain.lastIndexOf(",");
  const lastPoint = plain.lastIndexOf(".");
  const decimalComma = lastComma > lastPoint && (lastPoint >= 0 || /,\d{1,2}$/.test(plain));
  const number = Number(decimalComma ? plain.replace(/\./g, "").replace(",", ".") : plain.replace(/,/g, ""));
  if (plain === "" || !Number.isFinite(number)) return undefined;
  const factor = scale.toLowerCase() === "k" ? 1_000 : scale.toLowerCase() === "m" ? 1_000_000 : 1;
  const minor = Math.round(number * factor * 10 ** minorDigits(currency));
  return { minor: sign ? -minor : minor, currency };
}
