import type { Alike } from "@/ipc/bindings";

const REASONS: Record<Alike, string> = {
  email: "email address",
  phone: "phone number",
  name: "name and company",
  title: "title",
};

/** `Same email address and phone number`. */
export function whyAlike(alike: readonly Alike[]): string {
  const words = alike.map((reason) => REASONS[reason]);
  const last = words.pop();
  return `Same ${words.length > 0 ? `${words.join(", ")} and ${last}` : last}`;
}
