import { Columns3, GripVertical, RotateCcw } from "lucide-react";
import { useId, useRef, useState, type KeyboardEvent } from "react";
import { useAction } from "@/app/actions/registry";
import { Button, IconButton } from "@/components/ui/button";
import { Popover } from "@/components/ui/popover";
import type { KindDef, ViewColumn } from "@/ipc/bindings";
import { cx } from "@/lib/cx";
import { useReorder } from "@/lib/use-reorder";
import { focusList } from "./focus-list";
import { asWidth, choosable, columnsOf, remembered, type Column } from "./columns";

type Props = { def: KindDef; columns: readonly ViewColumn[]; onChange: (columns: ViewColumn[]) => void };

const STEP = 8;

/** Which columns a list has, in which order and how wide: by pointer or by keys. */
export function ColumnChooser({ def, columns, onChange }: Props) {
  const [open, setOpen] = useState(false);
  useAction("list.columns", () => setOpen(true));
  return (
    <Popover
      label="Columns"
      align="end"
      open={open}
      onOpenChange={(next) => {
        setOpen(next);
        if (!next) focusList();
      }}
      trigger={
        <IconButton label="Columns">
          <Columns3 size={15} />
        </IconButton>
      }
      className="w-72"
    >
      <Chooser def={def} columns={columns} onChange={onChange} />
    </Popover>
  );
}

function Chooser({ def, columns, onChange }: Props) {
  const id = useId();
  const [title, ...shown] = columnsOf(def, columns);
  const keys = shown.map(({ key }) => key);
  const hidden = choosable(def).filter(({ key }) => !keys.includes(key));
  const all = [...shown, ...hidden];
  const [at, setAt] = useState(keys[0] ?? hidden[0]?.key ?? "");
  const place = Math.max(
    0,
    all.findIndex(({ key }) => key === at),
  );
  const current = all[place];

  const write = (next: readonly Column[]) => onChange(remembered(title ? [title, ...next] : next));
  const box = useRef<HTMLDivElement>(null);
  const order = useReorder({
    box,
    axis: "y",
    keys,
    onOrder: (next) => write(next.flatMap((key) => shown.find((column) => column.key === key) ?? [])),
  });
  const toggle = (column: Column) =>
    write(keys.includes(column.key) ? shown.filter(({ key }) => key !== column.key) : [...shown, column]);
  const widen = (by: number) =>
    write(
      shown.map((column) =>
        column.key === at ? { ...column, width: asWidth((column.width ?? column.min) + by) } : column,
      ),
    );

  function onKeyDown(event: KeyboardEvent) {
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    const wide = event.key === "ArrowRight" ? STEP : event.key === "ArrowLeft" ? -STEP : 0;
    if (step !== 0 && event.altKey && keys.includes(at)) order.move(at, step);
    else if (step !== 0) setAt(all[(place + step + all.length) % all.length]?.key ?? at);
    else if (wide !== 0 && keys.includes(at)) widen(wide);
    else if ((event.key === " " || event.key === "Enter") && current) toggle(current);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  return (
    <div className="flex max-h-[min(480px,70vh)] flex-col">
      <div
        ref={box}
        role="listbox"
        aria-multiselectable
        aria-label="Columns of the list"
        aria-describedby={`${id}-keys`}
        aria-activedescendant={current && `${id}-${current.key}`}
        tabIndex={0}
        onKeyDown={onKeyDown}
        className="ring-inset-focus min-h-0 flex-1 overflow-y-auto p-1"
      >
        {all.map((column, index) => {
          const isShown = index < shown.length;
          const line = isShown ? order.lineAt(index) : undefined;
          return (
            <div
              key={column.key}
              id={`${id}-${column.key}`}
              role="option"
              tabIndex={-1}
              aria-selected={isShown}
              {...(isShown ? { "data-reorder": column.key } : {})}
              onClick={() => {
                setAt(column.key);
                toggle(column);
              }}
              onKeyDown={undefined}
              className={cx(
                "flex h-7 items-center gap-2 rounded-sm pr-2 pl-1",
                column.key === current?.key ? "bg-selected" : "hover:bg-hover",
                index === shown.length && "mt-1 border-t",
                order.drag?.key === column.key && "opacity-50",
                line === "before" && "shadow-[0_-2px_0_-1px_var(--accent)]",
                line === "after" && "shadow-[0_2px_0_-1px_var(--accent)]",
              )}
            >
              <span
                className={cx("flex w-4 cursor-grab justify-center text-ink-3", !isShown && "invisible")}
                onPointerDown={(event) => {
                  setAt(column.key);
                  order.start(event, column.key);
                }}
                onClick={(event) => event.stopPropagation()}
                onKeyDown={undefined}
              >
                <GripVertical size={13} aria-hidden />
              </span>
              <Tick on={isShown} />
              <span className={cx("flex-1 truncate", !isShown && "text-ink-3")}>{column.label}</span>
              {isShown && column.width !== undefined && (
                <span className="text-xs text-ink-3 tabular-nums">{column.width} px</span>
              )}
            </div>
          );
        })}
      </div>
      <div className="flex items-center gap-2 border-t py-1.5 pr-1.5 pl-3">
        <p id={`${id}-keys`} className="flex-1 text-xs text-ink-3">
          Space shows, Alt ↑ ↓ moves, ← → sets the width
        </p>
        <Button
          variant="quiet"
          icon={<RotateCcw size={13} />}
          disabled={columns.length === 0}
          onClick={() => onChange([])}
        >
          Reset
        </Button>
      </div>
    </div>
  );
}

/** A box as a sign: the row around it says its state. */
function Tick({ on }: { on: boolean }) {
  return (
    <svg
      viewBox="0 0 14 14"
      width={14}
      height={14}
      aria-hidden
      className={cx(
        "shrink-0 rounded-[3px] border",
        on ? "border-accent bg-accent text-accent-ink" : "border-line-2",
      )}
    >
      {on && <path d="M3 7.2 5.8 10 11 4.4" fill="none" stroke="currentColor" strokeWidth="2" />}
    </svg>
  );
}
