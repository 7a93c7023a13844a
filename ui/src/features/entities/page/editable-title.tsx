import { useRef } from "react";
import { useAction } from "@/app/actions/registry";
import type { Entity, KindDef } from "@/ipc/bindings";
import { isComposing } from "@/lib/keys";
import { titleKeys } from "@/lib/workspace";
import { useFieldEdit } from "./use-field-edit";

/** The title. Where it is one field, it is edited here; a person's name is edited in its fields. */
export function EditableTitle({ entity, def }: { entity: Entity; def: KindDef }) {
  const keys = titleKeys(def);
  const [key = ""] = keys;
  const edit = useFieldEdit(entity, key);
  const writable = entity.deleted_at === null;
  // Whether the edit ended by key, so that the focus belongs on the title again.
  const returning = useRef(false);
  const here = keys.length === 1 && writable;

  useAction(
    "entity.edit",
    () => {
      if (here) edit.start();
      else document.querySelector<HTMLElement>(`[data-edit="${key}"]`)?.click();
    },
    writable,
  );

  if (here && edit.editing) {
    return (
      <div>
        <input
          type="text"
          autoFocus
          aria-label="Title"
          aria-invalid={edit.problem ? true : undefined}
          value={typeof edit.value === "string" ? edit.value : ""}
          onFocus={(event) => event.currentTarget.select()}
          onChange={(event) => edit.type({ value: event.target.value || null })}
          onBlur={() => void edit.commit()}
          onKeyDown={(event) => {
            if (isComposing(event.nativeEvent)) return;
            if (event.key === "Escape") edit.cancel();
            else if (event.key === "Enter") void edit.commit();
            else return;
            returning.current = true;
            event.stopPropagation();
          }}
          className="-mx-1.5 w-[calc(100%+12px)] rounded bg-ground px-1.5 text-xl font-semibold"
        />
        {edit.problem && (
          <p role="alert" className="text-sm text-danger">
            {edit.problem}
          </p>
        )}
      </div>
    );
  }
  return (
    <h1
      data-shows={keys.length === 1 ? key : undefined}
      className="selectable text-xl font-semibold break-words"
    >
      {here ? (
        <button
          type="button"
          data-edit={key}
          ref={(button) => {
            if (button && returning.current) button.focus();
            returning.current = false;
          }}
          onClick={edit.start}
          title="Edit the title"
          className="-mx-1.5 rounded px-1.5 text-left hover:bg-hover"
        >
          {entity.title}
        </button>
      ) : (
        entity.title
      )}
    </h1>
  );
}
