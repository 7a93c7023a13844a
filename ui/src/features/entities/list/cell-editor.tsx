import { useEffect, useRef, useState, type KeyboardEvent } from "react";
import { sayProblem } from "@/components/ui/toaster";
import type { Entity, FieldDef, KindDef, TitleOf } from "@/ipc/bindings";
import { asFailure } from "@/ipc/call";
import { cx } from "@/lib/cx";
import { isComposing } from "@/lib/keys";
import { sentence } from "@/lib/sentence";
import { useWrite } from "@/lib/use-write";
import { sameValue } from "@/lib/values";
import { FieldInput, type Typed } from "../editors/field-input";

/** Where editing goes on from a cell. */
export type After = "stay" | "next" | "previous";

type Props = {
  entity: Entity;
  def: KindDef;
  field: FieldDef;
  titles: readonly TitleOf[];
  /** Whether the cell is in the right half of its row. */
  atEnd: boolean;
  onDone: (after: After) => void;
};

/** A cell being edited where it stands: Enter and a press elsewhere keep, Tab keeps and goes on, Esc leaves it. */
export function CellEditor({ entity, def, field, titles, atEnd, onDone }: Props) {
  const write = useWrite();
  // The revision seen when editing began: what changed since is refused as stale, and said.
  const [began] = useState(entity);
  const stored = began.fields[field.key] ?? null;
  const [problem, setProblem] = useState<string>();
  const [typed, setTyped] = useState<Typed>({ value: stored });
  const box = useRef<HTMLDivElement>(null);
  const busy = useRef(false);
  const isMenu = ["select", "member", "stage"].includes(field.ty.type) && !field.many;

  async function keep(after: After, { value, problem: wrong }: Typed = typed) {
    if (busy.current) return;
    if (wrong) {
      setProblem(wrong);
      return;
    }
    if (sameValue(value, stored)) {
      onDone(after);
      return;
    }
    busy.current = true;
    try {
      await write("entity_update", { id: began.id, revision: began.revision, patch: { [field.key]: value } });
      onDone(after);
    } catch (error) {
      const failure = asFailure(error);
      const said = failure.fields.find((issue) => issue.field === field.key)?.message;
      if (said) setProblem(said);
      else {
        sayProblem(failure);
        onDone("stay");
      }
    } finally {
      busy.current = false;
    }
  }

  function onKeyDown(event: KeyboardEvent) {
    if (isComposing(event.nativeEvent)) return;
    if (event.key === "Escape") onDone("stay");
    else if (event.key === "Enter" && !isMenu) void keep("stay");
    else if (event.key === "Tab") void keep(event.shiftKey ? "previous" : "next");
    else {
      // The keys of the list are not meant.
      event.stopPropagation();
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  }

  useEffect(() => {
    if (!box.current?.contains(document.activeElement)) {
      box.current?.querySelector<HTMLElement>("input,textarea,button")?.focus();
    }
  }, []);

  return (
    <div
      ref={box}
      className={cx(
        "absolute top-1/2 z-20 flex w-max max-w-80 min-w-[calc(100%+16px)] -translate-y-1/2 flex-col",
        // Towards the middle of the row, where there is room.
        atEnd ? "-right-2" : "-left-2",
      )}
      onKeyDown={onKeyDown}
      onBlur={(event) => {
        const to = event.relatedTarget;
        const inside =
          event.currentTarget.contains(to) ||
          (to instanceof Element && to.closest("[role=listbox],[role=dialog]"));
        if (!inside && !isMenu && to !== null) void keep("stay");
      }}
      onClick={(event) => event.stopPropagation()}
    >
      <div className={cx("w-full rounded bg-raised", field.ty.type === "money" ? "min-w-48" : "min-w-28")}>
        <FieldInput
          def={def}
          field={field}
          value={typed.value}
          titles={titles}
          label={`${field.label} of ${entity.reference}`}
          autoFocus
          inPlace
          onChange={(next) => {
            setTyped(next);
            if (isMenu) void keep("stay", next);
            else if (!next.problem) setProblem(undefined);
          }}
          onClosed={() => setTimeout(() => !busy.current && onDone("stay"), 0)}
        />
      </div>
      {problem && (
        <p
          role="alert"
          className="absolute top-full mt-1 w-max max-w-80 rounded border border-danger bg-raised px-2 py-1 text-sm text-danger shadow-float"
        >
          {sentence(problem)}
        </p>
      )}
    </div>
  );
}
