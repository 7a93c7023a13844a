import { Hourglass } from "lucide-react";
import { ReviewButton } from "@/components/assistant/confirmation-card";
import { PlainText } from "@/components/plain-text/plain-text";
import type { ConfirmationCard } from "@/ipc/bindings";
import { sentence } from "@/lib/sentence";

/** Ends an answer with everything in it that is not done before the person says so. */
export function StillWaiting({ waiting }: { waiting: readonly ConfirmationCard[] }) {
  if (waiting.length === 0) return null;
  return (
    <section
      aria-label="Still waits for you"
      className="flex flex-col gap-1 rounded-md bg-warn-wash px-3 py-2"
    >
      <p className="flex items-center gap-1.5 text-sm font-medium text-warn">
        <Hourglass size={13} aria-hidden />
        Nothing of this is done yet: it waits for you
      </p>
      <ul className="flex flex-col gap-1">
        {waiting.map((card) => (
          <li key={card.id} className="flex items-center gap-2">
            <span className="selectable min-w-0 flex-1">
              <PlainText text={sentence(card.sentence)} />
            </span>
            <ReviewButton card={card} />
          </li>
        ))}
      </ul>
    </section>
  );
}
