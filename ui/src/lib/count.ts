const numbers = new Intl.NumberFormat("en");

/** `12,345`. */
export function number(n: number): string {
  return numbers.format(n);
}

/** `1 row`, `12,345 rows`. */
export function count(n: number, one: string, many = `${one}s`): string {
  return `${numbers.format(n)} ${n === 1 ? one : many}`;
}

/** Bytes for people: `1.2 MB`. */
export function bytes(n: number): string {
  if (n < 1024) return `${n} B`;
  if (n < 1024 ** 2) return `${(n / 1024).toFixed(0)} KB`;
  return `${(n / 1024 ** 2).toFixed(1)} MB`;
}
