import type { FieldDef, KindDef } from "@/ipc/bindings";
import { fieldOf, isSortable } from "@/lib/workspace";

/** A column of a list. */
export type Column = {
  /** Unique among the columns; a field may be called like one that every entity has. */
  id: string;
  /** What the core sorts by. */
  key: string;
  label: string;
  /** Absent for the columns that every entity has: title and the time of the last change. */
  field: FieldDef | undefined;
  sortable: boolean;
  numeric: boolean;
  /** The least width it can be read at, in pixels, and its share of what is left over. */
  min: number;
  share: number;
};

/** Between two columns, and around and before them: the gap, the padding and the box that selects. */
const GAP = 12;
const AROUND = 40;

/** The columns of a kind's list, from its declaration. */
export function columnsOf(def: KindDef): Column[] {
  const declared = def.columns.flatMap((key) => {
    const field = fieldOf(def, key);
    return field ? [fieldColumn(field)] : [];
  });
  return [
    {
      id: "@title",
      key: "title",
      label: def.singular,
      field: undefined,
      sortable: true,
      numeric: false,
      // A name is short, and the rest of the row says who it is; a subject is what the row is about.
      ...("person_name" in def.title ? { min: 208, share: 2 } : { min: 264, share: 4 }),
    },
    ...declared,
    {
      id: "@updated",
      key: "updated_at",
      label: "Changed",
      field: undefined,
      sortable: true,
      numeric: true,
      min: 72,
      share: 0,
    },
  ];
}

function fieldColumn(field: FieldDef): Column {
  const numeric = field.ty.type === "money" || field.ty.type === "number";
  return {
    id: field.key,
    key: field.key,
    label: field.label,
    field,
    // `title` sorts by the entity’s title, whatever field is called so.
    sortable: isSortable(field) && field.key !== "title",
    numeric,
    ...widthOf(field),
  };
}

function widthOf(field: FieldDef): Pick<Column, "min" | "share"> {
  switch (field.ty.type) {
    case "money":
      return { min: 96, share: 0.5 };
    case "number":
    case "bool":
    case "select":
      return { min: 80, share: 0 };
    case "date":
      return { min: 96, share: 0 };
    case "date_time":
      return { min: 112, share: 0 };
    case "stage":
      return { min: 116, share: 0 };
    case "member":
      return { min: 104, share: 0.6 };
    case "email":
      return { min: 96, share: 1.6 };
    default:
      return { min: 80, share: 1 };
  }
}

/** How wide these columns are at least, all told. */
export function leastWidth(columns: readonly Column[]): number {
  return columns.reduce((sum, { min }) => sum + min + GAP, AROUND);
}

/**
 * The columns that a list of this width has room for: the last declared ones go first, the title, the stage and the
 * time of the last change never. The page of an entity shows all.
 */
export function fitting(columns: readonly Column[], width: number): readonly Column[] {
  const shown = [...columns];
  while (leastWidth(shown) > width) {
    const last = shown.findLastIndex(({ field }) => field !== undefined && field.ty.type !== "stage");
    if (last < 0) break;
    shown.splice(last, 1);
  }
  return shown;
}

/** The grid's tracks: the box that selects, then the columns. */
export function tracks(columns: readonly Column[]): string {
  const each = columns.map(({ min, share }) => (share > 0 ? `minmax(${min}px, ${share}fr)` : `${min}px`));
  return ["16px", ...each].join(" ");
}

/** What a press on a column's head makes of the sort: upwards, downwards, then none. */
export function nextSort(sort: readonly { key: string; descending: boolean }[], key: string) {
  const now = sort[0];
  if (now?.key !== key) return [{ key, descending: false }];
  return now.descending ? [] : [{ key, descending: true }];
}
