import { TriangleAlert } from "lucide-react";
import { useId, useState } from "react";
import { Checkbox } from "@/components/ui/checkbox";
import type { EmailRecipient, Entity } from "@/ipc/bindings";
import { useUnwilling } from "./known-addresses";

/** Who among the recipients asked not to be written to, and whether the person said that they mean it. */
export function useConsent(recipients: readonly EmailRecipient[]) {
  const { unwilling, known } = useUnwilling(recipients);
  // Said for these people: another one asks again.
  const whom = unwilling.map(({ id }) => id).join();
  const [meant, setMeant] = useState("");
  return {
    unwilling,
    meant: meant === whom,
    setMeant: (means: boolean) => setMeant(means ? whom : ""),
    /** Whether it may be sent. */
    given: known && (whom === "" || meant === whom),
    /** Said to the core with the email: without it, it writes to nobody who asked for none. */
    acknowledged: whom !== "" && meant === whom,
  };
}

type Props = { unwilling: readonly Entity[]; meant: boolean; onMeant: (meant: boolean) => void };

/** Stands in the way of an email to people who asked for none, until it is ticked away. */
export function Unwilling({ unwilling, meant, onMeant }: Props) {
  const id = useId();
  if (unwilling.length === 0) return null;
  const names = unwilling.map(({ title }) => title).join(", ");
  return (
    <div
      role="alert"
      className="mx-3 mb-2 flex gap-2.5 rounded-md border border-line-2 bg-warn-wash px-3 py-2"
    >
      <TriangleAlert size={15} className="mt-0.5 shrink-0 text-warn" aria-hidden />
      <div className="min-w-0 flex-1">
        <p className="font-medium">
          {names} {unwilling.length === 1 ? "is" : "are"} marked “Do not contact”
        </p>
        <label htmlFor={id} className="mt-1 flex items-center gap-2 text-ink-2">
          <Checkbox
            id={id}
            checked={meant}
            onChange={onMeant}
            label={`I have a reason to write to ${names} all the same`}
          />
          I have a reason to write all the same
        </label>
      </div>
    </div>
  );
}
