import { useState, type ReactNode, type RefObject } from "react";
import { Button } from "@/components/ui/button";
import { sayProblem } from "@/components/ui/toaster";
import type { Entity } from "@/ipc/bindings";
import { cx } from "@/lib/cx";
import { isComposing, keyText } from "@/lib/keys";
import { useWrite } from "@/lib/use-write";
import { AlsoOn } from "./also-on";
import { clearDraft, useDraft, type Draft } from "./drafts";

type Props = {
  entity: Entity;
  /** Whose draft this is; see {@link useDraft}. */
  draftKey: string;
  kind: Draft["kind"];
  area: RefObject<HTMLTextAreaElement | null>;
  label: string;
  placeholder: string;
  submit: string;
  /** Under the text: what it is, or who reads it. */
  foot: ReactNode;
  /** Whether the text may hang on other entities, too. */
  several: boolean;
  className?: string;
  /** Another way to part with the text than to put it on the timeline. */
  send?: (text: string) => Promise<void>;
  /** Whether something stands in the way, which `above` says. */
  blocked?: boolean;
  /** Between the text and its foot. */
  above?: ReactNode;
};

/** A text to write and to add, kept as a draft until it is added. */
export function WriteArea(props: Props) {
  const { entity, draftKey, area, label, placeholder, submit, foot, several, className } = props;
  const { send, blocked = false, above } = props;
  const write = useWrite();
  const [draft, setDraft] = useDraft(draftKey, props.kind);
  const [busy, setBusy] = useState(false);
  const empty = draft.text.trim() === "";

  async function add() {
    if (empty || busy || blocked) return;
    setBusy(true);
    try {
      const ids = [entity.id, ...draft.alsoOn.map(({ id }) => id)];
      if (send) await send(draft.text.trim());
      else await write("note_add", { ids, entry: draft.kind, text: draft.text.trim() });
      clearDraft(draftKey);
    } catch (error) {
      sayProblem(error);
    } finally {
      setBusy(false);
    }
  }

  return (
    <div
      className={cx(
        "border focus-within:outline-2 focus-within:outline-offset-1 focus-within:outline-focus",
        className,
      )}
    >
      <textarea
        ref={area}
        aria-label={label}
        placeholder={placeholder}
        rows={draft.text === "" ? 2 : Math.min(12, Math.max(3, draft.text.split("\n").length + 1))}
        value={draft.text}
        onChange={(event) => setDraft({ text: event.target.value })}
        onKeyDown={(event) => {
          if (isComposing(event.nativeEvent)) return;
          if (event.key === "Enter" && (event.metaKey || event.ctrlKey)) void add();
          // One layer back, to the page, whose keys then work; the draft stays.
          else if (event.key === "Escape")
            event.currentTarget.closest("article")?.focus({ preventScroll: true });
          else return;
          event.preventDefault();
          event.stopPropagation();
        }}
        className="block w-full resize-none bg-transparent px-3 py-2 outline-none"
      />
      {above}
      <div className="flex flex-wrap items-center gap-2 px-2 pb-2">
        {foot}
        {several && (
          <AlsoOn self={entity.id} value={draft.alsoOn} onChange={(alsoOn) => setDraft({ alsoOn })} />
        )}
        <span className="flex-1 text-right text-sm text-ink-3">{!empty && keyText("mod+enter")}</span>
        <Button variant="primary" disabled={empty || busy || blocked} onClick={() => void add()}>
          {submit}
        </Button>
      </div>
    </div>
  );
}
