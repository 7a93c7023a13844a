import { useEffect, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { TextArea } from "@/components/ui/input";
import { isComposing } from "@/lib/keys";

type Props = {
  label: string;
  text: string;
  /** What Enter does. */
  act: string;
  hint?: string;
  onType?: (text: string) => void;
  onDone: (text: string) => void;
  onCancel: () => void;
};

/** A message being changed in its place: Enter is done, Esc leaves it as it was. */
export function EditText({ label, text, act, hint, onType, onDone, onCancel }: Props) {
  const [typed, setTyped] = useState(text);
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    field.current?.focus();
    field.current?.setSelectionRange(text.length, text.length);
    // eslint-disable-next-line react-hooks/exhaustive-deps -- once, when it opens
  }, []);
  const ready = typed.trim() !== "";
  return (
    <div className="flex w-full flex-col gap-1.5">
      <TextArea
        ref={field}
        aria-label={label}
        value={typed}
        rows={Math.min(10, typed.split("\n").length + 1)}
        onChange={(event) => {
          setTyped(event.target.value);
          onType?.(event.target.value);
        }}
        onKeyDown={(event) => {
          if (isComposing(event.nativeEvent)) return;
          if (event.key === "Escape") onCancel();
          else if (event.key === "Enter" && !event.shiftKey && ready) onDone(typed.trim());
          else return;
          event.preventDefault();
          event.stopPropagation();
        }}
      />
      <div className="flex flex-wrap items-center justify-end gap-1.5">
        {hint && <span className="min-w-0 flex-1 text-sm text-ink-3">{hint}</span>}
        <Button onClick={onCancel}>Cancel</Button>
        <Button variant="primary" disabled={!ready} onClick={() => onDone(typed.trim())}>
          {act}
        </Button>
      </div>
    </div>
  );
}
