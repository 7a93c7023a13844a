import { EyeOff, Pencil, TriangleAlert, Undo2 } from "lucide-react";
import { useId, useState } from "react";
import { hidesSigns } from "@/components/plain-text/hidden-signs";
import { PlainText } from "@/components/plain-text/plain-text";
import { IconButton } from "@/components/ui/button";
import { Input, TextArea } from "@/components/ui/input";
import { Segmented } from "@/components/ui/segmented";
import type { ShownArgument } from "@/ipc/bindings";
import { sentence } from "@/lib/sentence";
import { isUnreadable, valueText } from "./edits";
import { ShownValue } from "./shown-value";

type Props = {
  arguments: readonly ShownArgument[];
  texts: Readonly<Record<string, string>>;
  /** Undefined takes the edit back. */
  onType: (path: string, text: string | undefined) => void;
};

/** What was asked for, value by value: to be read, edited where it can be, typed where it must be. */
export function ShownArguments({ arguments: all, texts, onType }: Props) {
  return (
    <ul className="divide-y rounded-md border">
      {all.map((argument) => (
        <li key={argument.path} className="px-3 py-1.5">
          <Argument
            argument={argument}
            text={texts[argument.path]}
            onType={(text) => onType(argument.path, text)}
          />
        </li>
      ))}
    </ul>
  );
}

type ArgumentProps = {
  argument: ShownArgument;
  text: string | undefined;
  onType: (text: string | undefined) => void;
};

function Argument({ argument, text, onType }: ArgumentProps) {
  const { label, value, editable, tainted, masked, must_type: mustType } = argument;
  const id = useId();
  const [editing, setEditing] = useState(false);
  const open = mustType || editing || text !== undefined;
  const nothing = value === null || value === undefined || value === "";
  const notes = [masked && `${id}-masked`, tainted && `${id}-taint`, mustType && `${id}-type`]
    .filter(Boolean)
    .join(" ");
  return (
    <div className="grid grid-cols-[minmax(88px,132px)_1fr_auto] items-start gap-x-3">
      <span id={`${id}-label`} className="text-ink-3">
        <PlainText text={sentence(label)} />
      </span>
      <div className="selectable flex min-w-0 flex-col gap-1">
        {!(nothing && mustType) && (
          <div className={text !== undefined && !mustType ? "text-ink-3 line-through" : undefined}>
            <ShownValue value={value} />
          </div>
        )}
        {masked && (
          <p
            id={`${id}-masked`}
            title="The model knew only a placeholder that stands for it; the value itself stayed on this machine"
            className="flex items-center gap-1.5 text-sm text-ink-3"
          >
            <EyeOff size={13} className="shrink-0" aria-hidden />
            Masked for AI
            <span className="sr-only">: the model knew only a placeholder that stands for it</span>
          </p>
        )}
        {tainted && (
          <p id={`${id}-taint`} className="flex items-start gap-1.5 text-sm text-warn">
            <TriangleAlert size={13} className="mt-0.5 shrink-0" aria-hidden />
            Copied from a text that somebody else may have written
          </p>
        )}
        {mustType && (
          <p id={`${id}-type`} className="text-sm text-ink-2">
            {nothing
              ? "Write it yourself before you approve."
              : "Type it yourself before you approve: read it letter by letter."}
          </p>
        )}
        {open && (
          <Editor
            argument={argument}
            text={text ?? (mustType ? "" : valueText(value))}
            labelledBy={`${id}-label`}
            describedBy={notes || undefined}
            focus={editing && !mustType}
            onType={onType}
          />
        )}
        {isUnreadable(argument, text) && (
          <p role="alert" className="text-sm text-danger">
            {typeof value === "number" ? "Write a number." : "Write it."}
          </p>
        )}
        {text !== undefined && hidesSigns(text) && (
          <p className="text-sm text-ink-2">
            As it is: <PlainText text={text} />
          </p>
        )}
        {mustType && !nothing && text !== undefined && text !== "" && text !== valueText(value) && (
          <p className="text-sm text-ink-2">Another value than was asked for. What you typed counts.</p>
        )}
      </div>
      {editable && !mustType ? (
        open ? (
          <IconButton
            small
            label={`Take the edit of ${label} back`}
            onClick={() => {
              setEditing(false);
              onType(undefined);
            }}
          >
            <Undo2 size={13} />
          </IconButton>
        ) : (
          <IconButton small label={`Edit ${label}`} onClick={() => setEditing(true)}>
            <Pencil size={13} />
          </IconButton>
        )
      ) : (
        <span />
      )}
    </div>
  );
}

type EditorProps = {
  argument: ShownArgument;
  text: string;
  labelledBy: string;
  describedBy: string | undefined;
  focus: boolean;
  onType: (text: string) => void;
};

function Editor({
  argument: { value, must_type: mustType, label },
  text,
  focus,
  onType,
  ...by
}: EditorProps) {
  if (typeof value === "boolean") {
    return (
      <Segmented
        label={label}
        value={text}
        options={[
          { value: "true", label: "Yes" },
          { value: "false", label: "No" },
        ]}
        onChange={onType}
      />
    );
  }
  // What has to be typed is looked at while it is typed; what is pasted is not.
  const refuse = mustType ? (event: { preventDefault: () => void }) => event.preventDefault() : undefined;
  const control = {
    "aria-labelledby": by.labelledBy,
    "aria-describedby": by.describedBy,
    // What is edited was asked to be.
    autoFocus: focus,
    autoComplete: "off",
    "data-must-type": mustType || undefined,
    value: text,
    onPaste: refuse,
    onDrop: refuse,
    onChange: (event: { target: { value: string } }) => onType(event.target.value),
  };
  const long = typeof value === "string" && (value.length > 60 || value.includes("\n"));
  if (long || (mustType && (value === null || value === "")))
    return <TextArea {...control} rows={long ? 5 : 2} />;
  return <Input {...control} inputMode={typeof value === "number" ? "decimal" : undefined} />;
}
