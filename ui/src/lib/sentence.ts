/** The core writes messages in lower case, as parts of sentences; this lets one stand alone. */
export function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
