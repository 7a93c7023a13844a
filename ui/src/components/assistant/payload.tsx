import { Copy } from "lucide-react";
import { PlainText } from "@/components/plain-text/plain-text";
import { IconButton } from "@/components/ui/button";
import { say, sayProblem } from "@/components/ui/toaster";
import { cx } from "@/lib/cx";

type Props = { label: string; text: string; className?: string };

/** A text exactly as it is, what nobody would see of it as marks, to be read, selected and copied. */
export function Payload({ label, text, className }: Props) {
  return (
    <div className="relative">
      <pre
        tabIndex={0}
        aria-label={label}
        className={cx(
          "selectable max-h-72 overflow-auto rounded border border-line bg-sunken p-2 pr-8 font-mono text-sm break-words whitespace-pre-wrap",
          className,
        )}
      >
        <PlainText text={text} />
      </pre>
      <IconButton
        small
        label={`Copy: ${label}`}
        className="absolute top-1.5 right-1.5 bg-sunken"
        onClick={() => void navigator.clipboard.writeText(text).then(() => say("copied"), sayProblem)}
      >
        <Copy size={12} />
      </IconButton>
    </div>
  );
}

/** A value as indented JSON; a text as it is. */
export function jsonText(value: unknown): string {
  return typeof value === "string" ? value : (JSON.stringify(value, null, 2) ?? "");
}
