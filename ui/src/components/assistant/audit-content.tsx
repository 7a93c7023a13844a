import { PlainText } from "@/components/plain-text/plain-text";
import { Spinner } from "@/components/ui/spinner";
import { useCommand } from "@/ipc/use-command";
import { number } from "@/lib/count";
import { sentence } from "@/lib/sentence";

/** What a row of the log keeps: what was sent, or answered. */
export function AuditContent({ seq }: { seq: number }) {
  const { data, error } = useCommand("audit_content", { seq });
  if (error)
    return (
      <p role="alert" className="py-1 text-danger">
        {sentence(error.message)}
      </p>
    );
  if (!data)
    return (
      <p className="flex items-center gap-1.5 py-1 text-ink-3">
        <Spinner size={13} />
        Reading it
      </p>
    );
  if (data.content === null) return <p className="py-1 text-ink-2">Erased</p>;
  return (
    <pre
      aria-label={`Content of row ${number(seq)}`}
      tabIndex={0}
      role="region"
      className="selectable my-1 max-h-96 overflow-auto rounded-md border bg-sunken p-2 text-sm"
    >
      <PlainText mono text={laidOut(data.content)} />
    </pre>
  );
}

/** JSON with its lines; anything else as it is. */
function laidOut(content: string): string {
  try {
    return JSON.stringify(JSON.parse(content), null, 2);
  } catch {
    return content;
  }
}
