import type { Email, EmailRecipient } from "@/ipc/bindings";
import { useCommand } from "@/ipc/use-command";

/** Whether a text could be an address at all. The core has the last word. */
export function isAddress(text: string): boolean {
  return /^[^\s@<>,;"]+@[^\s@<>,;"]+\.[^\s@<>,;".]+$/u.test(text);
}

/** `Dana Brandt <dana@brook.example>`, or the address alone. */
export function recipientText({ name, address }: EmailRecipient): string {
  return name ? `${name} <${address}>` : address;
}

export function sameAddress(a: EmailRecipient, b: EmailRecipient): boolean {
  return a.address.toLowerCase() === b.address.toLowerCase();
}

/** Who gets it, short: `Dana Brandt`, `Dana Brandt and Li Wei`, `Dana Brandt and 3 others`. */
export function recipientNames(recipients: readonly EmailRecipient[]): string {
  const [first, second] = recipients.map(({ name, address }) => name ?? address);
  if (first === undefined) return "nobody";
  if (second === undefined) return first;
  return recipients.length === 2 ? `${first} and ${second}` : `${first} and ${recipients.length - 1} others`;
}

/**
 * The recipients in a text as people paste it: `Dana Brandt <dana@brook.example>, li@brook.example`. What is no
 * address stays one recipient as it was typed, to be mended.
 */
export function recipientsIn(text: string): EmailRecipient[] {
  // A comma inside quotes or before the `<` of `Brandt, Dana <…>` belongs to a name.
  const found: EmailRecipient[] = [];
  let rest = text.trim();
  while (rest !== "") {
    const named = /^"?([^"<>@;\n]*?)"?\s*<([^<>]*)>\s*[,;\n]?\s*/u.exec(rest);
    if (named) {
      const [all, name = "", address = ""] = named;
      found.push({ name: name.trim() || null, address: address.trim() });
      rest = rest.slice(all.length);
      continue;
    }
    const [all = rest, address = ""] = /^([^,;\n]*)[,;\n]?\s*/u.exec(rest) ?? [];
    if (address.trim() !== "") found.push({ name: null, address: address.trim() });
    rest = all === "" ? "" : rest.slice(all.length);
  }
  return found;
}

/** How mail is sent; `undefined` until it is known. */
export function useMailSetup() {
  return useCommand("mail_setup_get", {}).data;
}

/** What waits, failed or was sent of late, in the whole workspace. */
export function useOutbox() {
  return useCommand("email_list", { entity: null });
}

/** Whether somebody should look at it: it has not reached anybody yet. */
export function isUnsent({ state }: Email): boolean {
  return state === "waiting" || state === "sending" || state === "failed";
}
