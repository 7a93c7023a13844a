/** The core writes messages in lower case, as parts of sentences; this lets one stand alone. */
export function sentence(text: string): string {
  // A server or an address at the beginning is written as it is.
  if (/^[^\s]+[.@][^\s]/u.test(text)) return text;
  return text.charAt(0).toUpperCase() + text.slice(1);
}
