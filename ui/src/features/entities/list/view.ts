/** Which entities a list shows: those at work, the archive or the trash. The filter says it, as anywhere else. */
export type View = "live" | "archive" | "trash";

const TOKENS: Record<Exclude<View, "live">, string> = { archive: "is:archived", trash: "is:trashed" };

/** Takes the view out of a filter. */
export function viewOf(filter: string): { view: View; rest: string } {
  for (const [view, token] of Object.entries(TOKENS) as [Exclude<View, "live">, string][]) {
    const words = filter.split(" ");
    if (words.includes(token)) return { view, rest: words.filter((word) => word !== token).join(" ") };
  }
  return { view: "live", rest: filter };
}

/** The filter of a view with the person's own words. */
export function filterOf(view: View, rest: string): string {
  if (view === "live") return rest;
  return rest === "" ? TOKENS[view] : `${TOKENS[view]} ${rest}`;
}
