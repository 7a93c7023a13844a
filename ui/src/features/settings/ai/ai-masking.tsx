import { useState } from "react";
import { Tag } from "@/components/entity/tag";
import type { FieldDef, Kind } from "@/ipc/bindings";
import { isGuarded, useKind } from "@/lib/workspace";
import { KindPicker } from "../kind-picker";

type Treatment = "unseen" | "placeholder" | "dropped" | "sent";

const WORDS: Record<Treatment, { title: string; about: string }> = {
  unseen: { title: "Never read", about: "AI does not know that these fields are there." },
  placeholder: { title: "Replaced by a placeholder", about: "The same value has the same placeholder." },
  dropped: { title: "Left out", about: "Read here at most, and never sent." },
  sent: { title: "Sent as it is", about: "When it is needed to answer." },
};

/** What of each field leaves the machine. It follows from the declarations of the fields. */
export function AiMasking() {
  const [kind, setKind] = useState<Kind>("contact");
  const { fields } = useKind(kind);
  return (
    <div className="flex flex-col gap-3">
      <p className="max-w-[68ch] text-ink-2">
        In every text, whatever its field: email addresses, phone numbers, cards, bank accounts and national
        numbers, by their form.
      </p>
      <KindPicker value={kind} onChange={setKind} />
      <dl className="flex flex-col divide-y rounded-md border">
        {(Object.keys(WORDS) as Treatment[]).map((treatment) => {
          const such = fields.filter((field) => treatmentOf(field) === treatment);
          if (such.length === 0) return null;
          return (
            <div key={treatment} className="grid gap-x-4 gap-y-1 px-3 py-2 @3xl:grid-cols-[180px_1fr]">
              <dt>
                <span className="font-medium">{WORDS[treatment].title}</span>
                <span className="block text-sm text-ink-3">{WORDS[treatment].about}</span>
              </dt>
              <dd className="flex flex-wrap items-start gap-1">
                {such.map(({ key, label }) => (
                  <Tag key={key}>{label}</Tag>
                ))}
              </dd>
            </div>
          );
        })}
      </dl>
    </div>
  );
}

function treatmentOf(field: FieldDef): Treatment {
  if (isGuarded(field)) return "unseen";
  if (field.mask === "placeholder") return "placeholder";
  return field.mask === "drop" ? "dropped" : "sent";
}
