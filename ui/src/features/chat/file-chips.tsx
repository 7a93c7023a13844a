import { FileText, X } from "lucide-react";
import { number } from "@/lib/count";
import { Spinner } from "@/components/ui/spinner";

type File = { name: string; characters: number; cut: boolean };

type Props<F extends File> = {
  files: readonly F[];
  /** The name of one that is being read. */
  reading?: string | undefined;
  onRemove?: (file: F) => void;
};

/** Files whose text goes with a message, or went; each can be taken out before. */
export function FileChips<F extends File>({ files, reading, onRemove }: Props<F>) {
  if (files.length === 0 && reading === undefined) return null;
  return (
    <ul
      aria-label={onRemove ? "Files that go with the message" : "Files that went with the message"}
      className="flex flex-wrap gap-1"
    >
      {files.map((file, index) => (
        <li
          key={index}
          title={file.name}
          className="inline-flex h-6 max-w-full items-center gap-1 rounded border border-line-2 bg-raised pl-1.5 text-sm"
        >
          <FileText size={12} className="shrink-0 text-ink-3" aria-hidden />
          <span className="max-w-44 min-w-0 truncate">{file.name}</span>
          <span className="shrink-0 text-ink-3 tabular-nums">
            {file.cut
              ? `first ${number(file.characters)} characters`
              : `${number(file.characters)} characters`}
          </span>
          {onRemove ? (
            <button
              type="button"
              aria-label={`Leave ${file.name} out`}
              onClick={() => onRemove(file)}
              className="flex size-6 shrink-0 items-center justify-center rounded text-ink-3 hover:text-ink"
            >
              <X size={11} />
            </button>
          ) : (
            <span className="w-1.5" />
          )}
        </li>
      ))}
      {reading !== undefined && (
        <li role="status" className="inline-flex h-6 items-center gap-1.5 px-1 text-sm text-ink-3">
          <Spinner size={12} /> Reading {reading}
        </li>
      )}
    </ul>
  );
}
