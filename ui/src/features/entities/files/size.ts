const UNITS = ["B", "KB", "MB", "GB"];

/** A size in bytes as people say it: `812 B`, `1.4 MB`. */
export function size(bytes: number): string {
  let unit = 0;
  let n = bytes;
  while (n >= 1000 && unit < UNITS.length - 1) {
    n /= 1000;
    unit += 1;
  }
  return `${unit === 0 || n >= 100 ? Math.round(n) : n.toFixed(1)} ${UNITS[unit]}`;
}
