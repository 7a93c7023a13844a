import { useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import type { TimelineEntry } from "@/ipc/bindings";
import { asFailure } from "@/ipc/call";
import { isComposing, keyText } from "@/lib/keys";
import { sentence } from "@/lib/sentence";
import { useWrite } from "@/lib/use-write";

type Props = {
  entry: TimelineEntry;
  /** What it is, for people: `Note`. */
  label: string;
  onDone: () => void;
};

/** The text of something on the timeline, edited where it stands. */
export function NoteEditor({ entry, label, onDone }: Props) {
  const write = useWrite();
  const [text, setText] = useState(entry.text);
  const [problem, setProblem] = useState<string>();
  const busy = useRef(false);

  async function save() {
    if (busy.current) return;
    const next = text.trim();
    if (next === entry.text.trim()) {
      onDone();
      return;
    }
    if (next === "") {
      setProblem("write something, or leave it as it was and remove it from its menu");
      return;
    }
    busy.current = true;
    try {
      await write("note_update", { id: entry.id, text: next });
      onDone();
    } catch (error) {
      setProblem(asFailure(error).message);
    } finally {
      busy.current = false;
    }
  }

  return (
    <div className="mt-1 flex flex-col gap-1.5">
      <textarea
        autoFocus
        aria-label={`Text of the ${label.toLowerCase()}`}
        aria-invalid={problem ? true : undefined}
        aria-describedby={problem ? `problem-${entry.id}` : undefined}
        rows={Math.min(18, Math.max(3, text.split("\n").length + 1))}
        value={text}
        onFocus={(event) => {
          const { length } = event.currentTarget.value;
          event.currentTarget.setSelectionRange(length, length);
        }}
        onChange={(event) => {
          setText(event.target.value);
          setProblem(undefined);
        }}
        onKeyDown={(event) => {
          if (isComposing(event.nativeEvent)) return;
          if (event.key === "Enter" && (event.metaKey || event.ctrlKey)) void save();
          else if (event.key === "Escape") onDone();
          else return;
          event.preventDefault();
          event.stopPropagation();
        }}
        className="block w-full resize-y rounded border border-line-2 bg-ground px-2 py-1.5 aria-invalid:border-danger"
      />
      {problem && (
        <p id={`problem-${entry.id}`} role="alert" className="text-sm text-danger">
          {sentence(problem)}
        </p>
      )}
      <div className="flex flex-wrap items-center gap-2">
        <Button variant="primary" onClick={() => void save()}>
          Save
        </Button>
        <Button variant="quiet" onClick={onDone}>
          Leave as it was
        </Button>
        <span className="text-sm text-ink-3">{keyText("mod+enter")} saves, Esc leaves it as it was</span>
      </div>
    </div>
  );
}
