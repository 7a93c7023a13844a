import type { FieldDef, KindDef, Sort, ViewColumn } from "@/ipc/bindings";
import { fieldOf, isGuarded, isSortable, titleKeys } from "@/lib/workspace";

/** A column of a list. */
export type Column = {
  /** Unique among the columns; a field may be called like one that every entity has. */
  id: string;
  /** What the core sorts by and what a view remembers. */
  key: string;
  label: string;
  /** Absent for the columns that every entity has: title, reference, when it was made and last changed. */
  field: FieldDef | undefined;
  sortable: boolean;
  numeric: boolean;
  /** The least width it can be read at, in pixels, and its share of what is left over. */
  min: number;
  share: number;
  /** The width that a person gave it. */
  width: number | undefined;
};

/** Between two columns, and around and before them: the gap, the padding and the box that selects. */
const GAP = 12;
const AROUND = 40;

/** How narrow and how wide a person can make a column. */
export const NARROWEST = 56;
export const WIDEST = 800;

const OF_EVERY_ENTITY = [
  { key: "reference", label: "Reference", min: 72 },
  { key: "created_at", label: "Created", min: 72 },
  { key: "updated_at", label: "Changed", min: 72 },
];

/** The columns of a list: those chosen, or those of the declaration. The title is always the first. */
export function columnsOf(def: KindDef, chosen: readonly ViewColumn[] = []): Column[] {
  const wanted: readonly ViewColumn[] = chosen.length > 0 ? chosen : standard(def);
  const width = (key: string) => wanted.find((column) => column.key === key)?.width ?? undefined;
  const rest = wanted.flatMap(({ key }) => {
    const column = key === "title" ? undefined : columnOf(def, key);
    return column ? [{ ...column, width: width(key) }] : [];
  });
  return [{ ...titleColumn(def), width: width("title") }, ...rest];
}

/**
 * Every column that a list of this kind can have beside the title: the fields in their order, then the common ones.
 * Guarded fields are for their entity's page alone.
 */
export function choosable(def: KindDef): Column[] {
  const keys = [
    ...def.fields
      .filter((field) => field.ty.type !== "long_text" && field.key !== "title" && !isGuarded(field))
      .map(({ key }) => key),
    ...OF_EVERY_ENTITY.map(({ key }) => key),
  ];
  return keys.flatMap((key) => columnOf(def, key) ?? []);
}

/** Whether a person chose other columns than the declaration's; other widths and another order are no choice. */
export function isChosen(def: KindDef, columns: readonly ViewColumn[]): boolean {
  const own = new Set(standard(def).map(({ key }) => key));
  return columns.length > 0 && (columns.length !== own.size || columns.some(({ key }) => !own.has(key)));
}

/** What a view remembers of these columns. */
export function remembered(columns: readonly Column[]): ViewColumn[] {
  return columns.map(({ key, width }) => ({ key, width: width ?? null }));
}

/** The keys of the fields that a list shows, in its order: what it exports. A name stands in the fields it is made of. */
export function exported(def: KindDef, chosen: readonly ViewColumn[]): string[] {
  const keys = columnsOf(def, chosen).flatMap(({ id, key }) => (id === "@title" ? titleKeys(def) : [key]));
  // The reference is in every file, before all others.
  return [...new Set(keys)].filter((key) => key !== "reference");
}

function standard(def: KindDef): ViewColumn[] {
  return ["title", ...def.columns, "updated_at"].map((key) => ({ key, width: null }));
}

function titleColumn(def: KindDef): Omit<Column, "width"> {
  return {
    id: "@title",
    key: "title",
    label: def.singular,
    field: undefined,
    sortable: true,
    numeric: false,
    // A name is short, and the rest of the row says who it is; a subject is what the row is about.
    ...("person_name" in def.title ? { min: 208, share: 2 } : { min: 264, share: 4 }),
  };
}

function columnOf(def: KindDef, key: string): Column | undefined {
  const common = OF_EVERY_ENTITY.find((each) => each.key === key);
  if (common) {
    const { label, min } = common;
    const numeric = key !== "reference";
    return {
      id: `@${key}`,
      key,
      label,
      field: undefined,
      sortable: true,
      numeric,
      min,
      share: 0,
      width: undefined,
    };
  }
  const field = fieldOf(def, key);
  return field && fieldColumn(field);
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
    width: undefined,
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
  return columns.reduce((sum, { min, width }) => sum + (width ?? min) + GAP, AROUND);
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
  const each = columns.map(({ min, share, width }) => {
    if (width !== undefined) return `${width}px`;
    return share > 0 ? `minmax(${min}px, ${share}fr)` : `${min}px`;
  });
  return ["16px", ...each].join(" ");
}

/**
 * What a press on a column's head makes of the sort: upwards, downwards, then none. With `also` the other columns keep
 * sorting, this one after them.
 */
export function nextSort(sort: readonly Sort[], key: string, also = false): Sort[] {
  const at = sort.findIndex((by) => by.key === key);
  const now = sort[at];
  if (!also) {
    if (!now || sort.length > 1) return [{ key, descending: false }];
    return now.descending ? [] : [{ key, descending: true }];
  }
  if (!now) return [...sort, { key, descending: false }];
  return now.descending ? sort.filter((by) => by !== now) : sort.with(at, { key, descending: true });
}

/** A width within what a person can choose. */
export function asWidth(pixels: number): number {
  return Math.round(Math.max(NARROWEST, Math.min(WIDEST, pixels)));
}
