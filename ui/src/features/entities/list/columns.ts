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
  /** Its share of the width, as a grid track. */
  track: string;
};

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
      track: "minmax(208px, 3fr)",
    },
    ...declared,
    {
      id: "@updated",
      key: "updated_at",
      label: "Changed",
      field: undefined,
      sortable: true,
      numeric: true,
      track: "84px",
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
    track: trackOf(field),
  };
}

function trackOf(field: FieldDef): string {
  switch (field.ty.type) {
    case "money":
      return "minmax(104px, 0.9fr)";
    case "number":
    case "bool":
      return "80px";
    case "date":
      return "104px";
    case "date_time":
      return "128px";
    case "select":
      return "96px";
    case "stage":
      return "116px";
    case "member":
      return "minmax(104px, 1fr)";
    default:
      return "minmax(80px, 1.4fr)";
  }
}

/** What a press on a column's head makes of the sort: upwards, downwards, then none. */
export function nextSort(sort: readonly { key: string; descending: boolean }[], key: string) {
  const now = sort[0];
  if (now?.key !== key) return [{ key, descending: false }];
  return now.descending ? [] : [{ key, descending: true }];
}
