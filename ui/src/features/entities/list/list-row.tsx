import { memo, type MouseEvent } from "react";
import { FieldValue } from "@/components/entity/field-value";
import { Tag } from "@/components/entity/tag";
import { When } from "@/components/entity/when";
import { Checkbox } from "@/components/ui/checkbox";
import type { Entity, KindDef, TitleOf } from "@/ipc/bindings";
import { cx } from "@/lib/cx";
import { texts } from "@/lib/values";
import { fieldOf, titleKeys } from "@/lib/workspace";
import { CellEditor, type After } from "./cell-editor";
import type { Column } from "./columns";

type Props = {
  id: string;
  index: number;
  top: number;
  columns: readonly Column[];
  def: KindDef;
  entity: Entity | undefined;
  titles: readonly TitleOf[];
  current: boolean;
  selected: boolean;
  /** The cell that the arrows are at, and the one that is being edited, by column. */
  cell: string | undefined;
  editing: string | undefined;
  onPoint: (index: number) => void;
  onEdit: (index: number, column: string) => void;
  onEdited: (after: After) => void;
  onOpen: (index: number, beside: boolean) => void;
  onSelect: (index: number, range: boolean) => void;
};

/** One row of a list; an empty one of the same height while its page is on the way. */
export const ListRow = memo(function ListRow(props: Props) {
  const {
    id,
    index,
    top,
    columns,
    def,
    entity,
    titles,
    current,
    selected,
    cell,
    editing,
    onPoint,
    onOpen,
    onSelect,
  } = props;
  const position = { transform: `translateY(${top}px)`, gridTemplateColumns: "var(--tracks)" };

  function onClick(event: MouseEvent) {
    onPoint(index);
    const column = (event.target as Element).closest("[role=gridcell]")?.id.slice(id.length + 1);
    if (event.altKey && column) props.onEdit(index, column);
    else if (event.shiftKey) onSelect(index, true);
    else if (event.detail !== 0) onOpen(index, event.metaKey || event.ctrlKey);
  }

  return (
    <div
      id={id}
      role="row"
      tabIndex={-1}
      aria-rowindex={index + 2}
      aria-selected={selected}
      onClick={onClick}
      onKeyDown={undefined}
      className={cx(
        "row-height absolute inset-x-0 top-0 grid items-center gap-3 border-b px-3",
        selected ? "bg-accent-wash" : "hover:bg-hover",
        current && (selected ? "" : "bg-selected hover:bg-selected"),
        current && "shadow-[inset_2px_0_0_var(--accent)]",
        editing !== undefined && "z-10",
      )}
      style={position}
    >
      <span
        role="gridcell"
        className="flex"
        onClick={(event) => event.stopPropagation()}
        onKeyDown={undefined}
      >
        {entity && (
          <span
            className="contents"
            onClickCapture={(event) => {
              event.stopPropagation();
              event.preventDefault();
              onSelect(index, event.shiftKey);
            }}
          >
            <Checkbox
              tabIndex={-1}
              checked={selected}
              label={`Select ${entity.reference}`}
              onChange={() => undefined}
            />
          </span>
        )}
      </span>
      {columns.map((column, place) => {
        const field = column.key === "title" ? fieldOf(def, titleKeys(def)[0] ?? "") : column.field;
        const inEdit = editing === column.id && entity ? field : undefined;
        return (
          <span
            key={column.id}
            id={`${id}-${column.id}`}
            role="gridcell"
            className={cx(
              "flex h-full min-w-0 items-center whitespace-nowrap",
              inEdit ? "relative" : "overflow-hidden",
              column.numeric && !inEdit && "justify-end tabular-nums",
              cell === column.id && !inEdit && "rounded-sm outline-2 outline-offset-2 outline-focus",
            )}
          >
            {inEdit && entity ? (
              <CellEditor
                key={column.id}
                entity={entity}
                def={def}
                field={inEdit}
                titles={titles}
                atEnd={place > columns.length / 2}
                onDone={props.onEdited}
              />
            ) : (
              entity && <Cell column={column} entity={entity} def={def} titles={titles} />
            )}
          </span>
        );
      })}
    </div>
  );
});

/**
 * At most two tags behind the title, the rest as a number. Those that the title leaves no room for wrap below the line,
 * out of sight, so that none is ever cut in two.
 */
function Tags({ of: { fields } }: { of: Entity }) {
  const tags = texts(fields["tags"]);
  if (tags.length === 0) return null;
  return (
    <span
      className="flex h-[18px] min-w-0 flex-1 flex-wrap items-center gap-x-1 self-center overflow-hidden"
      title={tags.join(", ")}
    >
      <span className="h-[18px] w-0" />
      {tags.slice(0, 2).map((tag) => (
        <Tag key={tag}>{tag}</Tag>
      ))}
      {tags.length > 2 && <span className="text-xs text-ink-3">+{tags.length - 2}</span>}
    </span>
  );
}

type CellProps = { column: Column; entity: Entity; def: KindDef; titles: readonly TitleOf[] };

function Cell({ column, entity, def, titles }: CellProps) {
  if (column.id === "@title") {
    return (
      <span className="flex min-w-0 items-baseline gap-2.5">
        <span className="w-16 shrink-0 text-sm text-ink-3 tabular-nums">{entity.reference}</span>
        <span className="min-w-0 truncate font-medium">{entity.title}</span>
        <Tags of={entity} />
      </span>
    );
  }
  if (column.key === "reference") {
    return <span className="text-sm text-ink-3 tabular-nums">{entity.reference}</span>;
  }
  if (!column.field) {
    const at = column.key === "created_at" ? entity.created_at : entity.updated_at;
    return <When at={at} className="text-sm text-ink-3" />;
  }
  const value = entity.fields[column.key];
  return (
    <span className="flex min-w-0 text-ink-2">
      <FieldValue
        def={def}
        field={column.field}
        value={value}
        titles={titles}
        stage={entity.fields["stage"]}
        answered={entity.fields["first_responded_at"] !== undefined}
        line
      />
    </span>
  );
}
