import type { FieldType } from "@/ipc/bindings";

type TypeName = FieldType["type"];

/** The types of fields in words; those with an example can be added by people. */
export const FIELD_TYPES: Record<TypeName, { label: string; example?: string; several?: boolean }> = {
  text: { label: "Text", example: "a word or a line", several: true },
  long_text: { label: "Long text", example: "paragraphs" },
  number: { label: "Number", example: "42" },
  money: { label: "Money", example: "EUR 12,000" },
  date: { label: "Date", example: "24 Dec 2026" },
  date_time: { label: "Date and time", example: "24 Dec 2026 17:00" },
  bool: { label: "Yes or no", example: "yes" },
  select: { label: "Choice", example: "one of a list" },
  stage: { label: "Stage" },
  email: { label: "Email", example: "name@company.com", several: true },
  phone: { label: "Phone", example: "+49 30 1234567", several: true },
  url: { label: "Web address", example: "company.com", several: true },
  member: { label: "Member", example: "somebody of the workspace" },
  entity: { label: "Link to a record", example: "a contact, a deal…" },
};

/** What a choice is stored as and typed as in filters: `Very high` is `very_high`. */
export function choiceKey(label: string, taken: ReadonlySet<string>): string {
  const base =
    label
      .trim()
      .toLowerCase()
      .normalize("NFKD")
      .replaceAll(/\p{M}/gu, "")
      .replaceAll(/[^a-z0-9]+/g, "_")
      .replaceAll(/^_+|_+$/g, "") || "choice";
  let key = base;
  for (let times = 2; taken.has(key); times += 1) key = `${base}_${times}`;
  return key;
}
