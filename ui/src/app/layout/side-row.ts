/** A row of the sidebar, and its words; where it shows signs alone, the words are for screen readers. */
export const ROW =
  "relative flex h-7 w-full items-center gap-2 rounded px-2 text-base group-data-[signs]/side:justify-center group-data-[signs]/side:px-0 hover:bg-hover";
export const LABEL = "flex-1 truncate group-data-[signs]/side:sr-only";
