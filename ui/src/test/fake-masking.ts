import type { AssistantRules, Commands, Entity, KindDef, Mask, Value } from "@/ipc/bindings";
import { isGuarded } from "@/lib/workspace";
import { commandError } from "./fake-workspace";
import { sampleEntities } from "./sample";
import { schemaAnswer } from "./schema";

type MaskingCommand = Extract<keyof Commands, `masking_${string}`>;
type Handlers = { [K in MaskingCommand]: (input: Commands[K]["input"]) => Commands[K]["output"] };

/** What leaves of the fields of a workspace in memory. */
export class FakeMasking {
  /** What there is to show it on, the newest of a kind first; the sample's own unless a test says otherwise. */
  entities: Entity[] | undefined;
  private readonly rules: () => AssistantRules;

  constructor(rules: () => AssistantRules) {
    this.rules = rules;
  }

  readonly handlers: Handlers = {
    masking_fields: () => ({
      kinds: schemaAnswer.schema.kinds.map((def) => ({
        kind: def.kind,
        fields: def.fields.map((field) => ({
          key: field.key,
          label: field.label,
          sensitivity: field.sensitivity,
          declared: declared(def, field.key),
          mask: maskIn(this.rules().masks, def, field.key),
          fixed: isGuarded(field),
        })),
      })),
    }),
    masking_preview: ({ kind, masks }) => {
      // Made when it is asked for: the dates of what is made later follow from how much there is.
      this.entities ??= sampleEntities();
      const found = this.entities.find((each) => each.kind === kind);
      const def = schemaAnswer.schema.kinds.find((each) => each.kind === kind);
      if (!found || !def) throw commandError("not_found", `there is no ${kind} to show it on yet`);
      const { reference, title, fields } = found;
      return {
        reference,
        title,
        parts: def.fields.flatMap(({ key, label }) => {
          const value = fields[key];
          if (value === undefined) return [];
          return [
            { key, label, as_it_is: text(value), as_it_leaves: left(value, maskIn(masks, def, key), key) },
          ];
        }),
      };
    },
  };
}

function declared(def: KindDef, key: string): Mask {
  const field = def.fields.find((each) => each.key === key);
  return !field || isGuarded(field) ? "drop" : field.mask;
}

function maskIn(masks: AssistantRules["masks"], def: KindDef, key: string): Mask {
  const field = def.fields.find((each) => each.key === key);
  if (!field || isGuarded(field)) return "drop";
  return masks[def.kind]?.[key] ?? declared(def, key);
}

function left(value: Value, mask: Mask, key: string): string | null {
  const one = key.replace(/s$/u, "");
  if (mask === "drop") return null;
  if (mask === "none") return text(value).replace(/[\w.]+@[\w.]+/gu, "⟨email_1⟩");
  return [value]
    .flat()
    .map((_, at) => `⟨${one}_${at + 1}⟩`)
    .join(", ");
}

function text(value: Value): string {
  if (Array.isArray(value)) return value.join(", ");
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
