const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** A length of time in its two largest units: `45m`, `2h 10m`, `3d 4h`. Under a minute it is `1m`. */
export function duration(ms: number): string {
  const size = Math.max(MINUTE, Math.abs(ms));
  if (size < HOUR) return `${Math.floor(size / MINUTE)}m`;
  if (size < DAY) return two(size, HOUR, "h", MINUTE, "m");
  return two(size, DAY, "d", HOUR, "h");
}

function two(size: number, large: number, largeSign: string, small: number, smallSign: string): string {
  const whole = Math.floor(size / large);
  const rest = Math.floor((size % large) / small);
  return rest === 0 ? `${whole}${largeSign}` : `${whole}${largeSign} ${rest}${smallSign}`;
}
