import type { AssistantRules, Kind, Mask, MaskingFields, Sensitivity } from "@/ipc/bindings";

/** What leaves of fields where it is not what their declarations say. */
export type Masks = AssistantRules["masks"];

export type MaskedKind = MaskingFields["kinds"][number];
export type MaskedField = MaskedKind["fields"][number];

export const MASK_WORDS: Record<Mask, string> = {
  none: "As it is",
  placeholder: "A placeholder",
  drop: "Nothing",
};

export const SENSITIVITY_WORDS: Record<Sensitivity, string> = {
  public: "Public",
  internal: "Internal",
  confidential: "Confidential",
  restricted: "Restricted",
  protected: "Protected",
};

// From what tells most to what tells nothing.
const STRICTNESS: Record<Mask, number> = { none: 0, placeholder: 1, drop: 2 };

/** What is kept now, as the rules hold it. */
export function keptMasks(kinds: readonly MaskedKind[]): Masks {
  let masks: Masks = {};
  for (const { kind, fields } of kinds)
    for (const field of fields) if (!field.fixed) masks = withMask(masks, kind, field, field.mask);
  return masks;
}

/** What leaves of a field under some masks. What is fixed is so under any. */
export function maskOf(masks: Masks, kind: Kind, { key, declared, mask, fixed }: MaskedField): Mask {
  return fixed ? mask : (masks[kind]?.[key] ?? declared);
}

/** The masks with another choice for a field; its own declaration needs none. */
export function withMask(masks: Masks, kind: Kind, { key, declared }: MaskedField, mask: Mask): Masks {
  const { [key]: _, ...others } = masks[kind] ?? {};
  return withKind(masks, kind, mask === declared ? others : { ...others, [key]: mask });
}

/** The masks with every field of a kind as it is declared. */
export function withDeclared(masks: Masks, kind: Kind): Masks {
  return withKind(masks, kind, {});
}

function withKind(masks: Masks, kind: Kind, of: { [key in string]: Mask }): Masks {
  const { [kind]: _, ...others } = masks;
  return Object.keys(of).length === 0 ? others : { ...others, [kind]: of };
}

/** How many fields of all kinds would be treated otherwise than they are. */
export function changedFields(kinds: readonly MaskedKind[], masks: Masks): number {
  return kinds.reduce(
    (sum, { kind, fields }) =>
      sum + fields.filter((field) => maskOf(masks, kind, field) !== field.mask).length,
    0,
  );
}

/** The fields of which more would leave than does now. */
export function loosened(kinds: readonly MaskedKind[], masks: Masks): MaskedField[] {
  return kinds.flatMap(({ kind, fields }) =>
    fields.filter((field) => STRICTNESS[maskOf(masks, kind, field)] < STRICTNESS[field.mask]),
  );
}

/** Why nothing else can be chosen for a field. */
export function whyFixed({ sensitivity }: MaskedField): string {
  return sensitivity === "restricted" || sensitivity === "protected"
    ? `${SENSITIVITY_WORDS[sensitivity]}: never read for AI, whoever asks`
    : "It follows from other fields, and is treated as they are";
}
