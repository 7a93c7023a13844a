import { Pencil } from "lucide-react";
import { useRef, type FocusEvent, type KeyboardEvent, type ReactNode } from "react";
import { addressesOf, FieldLinks } from "@/components/entity/field-links";
import { FieldValue } from "@/components/entity/field-value";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import type { Entity, FieldDef, KindDef, TitleOf, Value } from "@/ipc/bindings";
import { cx } from "@/lib/cx";
import { isComposing } from "@/lib/keys";
import { localDay } from "@/lib/time";
import { useNow } from "@/lib/use-now";
import { valueText } from "@/lib/values";
import { useWorkspace } from "@/lib/workspace";
import { FieldInput, type Typed } from "../editors/field-input";
import { FieldHistory } from "./field-history";
import { LongText } from "./long-text";
import { useFieldEdit, type Conflict } from "./use-field-edit";

type Props = {
  entity: Entity;
  def: KindDef;
  field: FieldDef;
  titles: readonly TitleOf[];
  /** The label above instead of beside: for long texts. */
  stacked?: boolean;
  /** Beside the value: more that can be done with it. */
  beside?: ReactNode;
  /** Under the value: what it means. */
  note?: string | undefined;
};

/** Types whose editor is done with one choice. */
const ONE_CHOICE = new Set(["select", "stage", "member", "bool"]);

/** A field of an entity: read, and edited where it stands. */
export function EditableField({ entity, def, field, titles, stacked, beside, note }: Props) {
  const edit = useFieldEdit(entity, field.key);
  const value = entity.fields[field.key];
  const readOnly = field.derived || entity.deleted_at !== null;
  const trigger = useRef<HTMLButtonElement>(null);
  const oneChoice = ONE_CHOICE.has(field.ty.type) && !field.many;

  // The button comes back with the value; the focus belongs on it, as if it had never left.
  const backToTrigger = () => setTimeout(() => trigger.current?.focus(), 0);

  function onKeyDown(event: KeyboardEvent) {
    if (isComposing(event.nativeEvent)) return;
    const long = field.ty.type === "long_text";
    if (event.key === "Escape") {
      edit.cancel();
      backToTrigger();
    } else if (event.key === "Enter" && !oneChoice && (!long || event.metaKey || event.ctrlKey)) {
      void edit.commit().then((done) => done && backToTrigger());
    } else return;
    event.preventDefault();
    event.stopPropagation();
  }

  function onBlur(event: FocusEvent) {
    const to = event.relatedTarget;
    if (event.currentTarget.contains(to)) return;
    // A calendar or a menu of the editor is elsewhere in the page but still the editor.
    if (to instanceof Element && to.closest("[role=dialog],[role=listbox],[data-base-ui-portal]")) return;
    if (!oneChoice) void edit.commit();
  }

  function onType(typed: Typed) {
    if (oneChoice) void edit.commit(typed).then((done) => done && backToTrigger());
    else edit.type(typed);
  }

  const addresses = addressesOf(field, value);
  const history = <FieldHistory entity={entity} def={def} field={field} titles={titles} />;
  const valueButton = (shown?: ReactNode) => (
    <button
      ref={trigger}
      type="button"
      disabled={readOnly}
      aria-describedby={value === undefined ? undefined : `label-${field.key}`}
      data-edit={field.key}
      onClick={edit.start}
      className={cx(
        "group relative -mx-1.5 flex min-h-8 w-[calc(100%+12px)] items-center gap-2 rounded px-1.5 py-1 text-left enabled:hover:bg-hover",
        stacked && value !== undefined && "items-start",
      )}
    >
      {value === undefined ? (
        <span className="text-ink-3">
          <span className="sr-only">{field.label}: empty, </span>
          {stacked && !field.derived ? "Add…" : <Nothing />}
        </span>
      ) : (
        <span className="min-w-0 flex-1">
          {shown ?? (
            <FieldValue
              def={def}
              field={field}
              value={value}
              titles={titles}
              stage={entity.fields["stage"]}
              answered={entity.fields["first_responded_at"] !== undefined}
            />
          )}
        </span>
      )}
      {!readOnly && (
        <Pencil
          size={12}
          aria-hidden
          className="absolute top-2.5 right-1.5 text-ink-3 opacity-0 group-hover:opacity-100 group-focus-visible:opacity-100"
        />
      )}
    </button>
  );

  return (
    <div
      data-field={field.key}
      className={cx(
        "group/field",
        stacked ? "flex flex-col gap-1" : "grid grid-cols-[104px_minmax(0,1fr)_auto] items-start gap-x-2",
      )}
    >
      <span className={cx("relative flex min-w-0 items-center gap-1", !stacked && "min-h-8 py-1")}>
        <span
          id={`label-${field.key}`}
          className={cx("min-w-0 text-sm break-words hyphens-auto text-ink-3", stacked && "font-medium")}
        >
          {field.label}
        </span>
        {/* Over the end of the label while it shows, so that it takes no room from the value. */}
        <span className={cx(!stacked && "absolute -right-1.5")}>{history}</span>
      </span>
      <div className="min-w-0">
        {edit.editing ? (
          <div onKeyDown={onKeyDown} onBlur={onBlur}>
            <FieldInput
              def={def}
              field={field}
              value={edit.value}
              titles={titles}
              onChange={onType}
              label={field.label}
              aria-invalid={edit.problem ? true : undefined}
              aria-describedby={edit.problem ? `problem-${field.key}` : undefined}
              autoFocus
              inPlace
              onClosed={() => {
                edit.cancel();
                backToTrigger();
              }}
            />
            {field.ty.type === "long_text" && (
              <p className="mt-1 text-xs text-ink-3">
                Ctrl+Enter or a click elsewhere saves, Esc leaves it as it was.
              </p>
            )}
          </div>
        ) : (
          <Reading text={stacked ? value : undefined} edit={valueButton} />
        )}
        {edit.problem && (
          <p id={`problem-${field.key}`} role="alert" className="mt-1 text-sm text-danger">
            {edit.problem}
          </p>
        )}
        {edit.conflict && (
          <ConflictNotice
            conflict={edit.conflict}
            def={def}
            field={field}
            titles={titles}
            onMine={edit.keepMine}
            onTheirs={edit.takeTheirs}
          />
        )}
        {note && !edit.editing && <p className="pb-1 text-sm text-ink-3">{note}</p>}
      </div>
      {(beside || addresses.length > 0) && (
        <span className="flex h-8 items-center">
          {addresses.length > 0 && <FieldLinks field={field} addresses={addresses} />}
          {beside}
        </span>
      )}
    </div>
  );
}

/** A value to read: a long text in portions, anything else as it is. */
function Reading({ text, edit }: { text: Value | undefined; edit: (shown?: ReactNode) => ReactNode }) {
  return typeof text === "string" ? <LongText text={text} edit={edit} /> : edit();
}

type ConflictProps = {
  conflict: Conflict;
  def: KindDef;
  field: FieldDef;
  titles: readonly TitleOf[];
  onMine: () => void;
  onTheirs: () => void;
};

/** Both values side by side, and a button for each. Nothing was overwritten. */
function ConflictNotice({ conflict, def, field, titles, onMine, onTheirs }: ConflictProps) {
  const workspace = useWorkspace();
  const now = useNow();
  const say = (value: Conflict["mine"]) =>
    value === null
      ? "nothing"
      : `“${valueText(def, field, value, { workspace, titles, now, today: localDay(now) })}”`;
  return (
    <Notice tone="warn" title="Changed meanwhile" className="mt-1">
      <p>
        It is now {say(conflict.theirs)}; you wrote {say(conflict.mine)}.
      </p>
      <div className="mt-1.5 flex gap-1.5">
        <Button onClick={onMine}>Keep mine</Button>
        <Button onClick={onTheirs}>Take theirs</Button>
      </div>
    </Notice>
  );
}

/** A dash to the eye, and what can be done to the ear. */
function Nothing() {
  return (
    <>
      <span aria-hidden>—</span>
      <span className="sr-only">edit</span>
    </>
  );
}
