/** How long what was pointed to stays marked. */
const MARKED_MS = 1800;

/** Brings a field of the open page into view, with the focus on what edits it; false when the page shows no such field. */
export function pointToField(key: string): boolean {
  const place = [...document.querySelectorAll<HTMLElement>("[data-field], [data-shows]")].find(
    ({ dataset }) => dataset["field"] === key || dataset["shows"]?.split(" ").includes(key),
  );
  if (place) pointTo(place);
  return place !== undefined;
}

/** Brings a part of the page into view, marks it for a moment, and gives it the focus. */
export function pointTo(place: HTMLElement) {
  place.scrollIntoView({ block: "center" });
  place.dataset["pointed"] = "";
  setTimeout(() => delete place.dataset["pointed"], MARKED_MS);
  const within = place.querySelector<HTMLElement>("[data-edit]:enabled, [data-stage-current]:enabled");
  if (within) {
    within.focus({ preventScroll: true });
    return;
  }
  // What cannot be edited takes the focus itself, for this once.
  if (!place.hasAttribute("tabindex")) {
    place.tabIndex = -1;
    place.addEventListener("blur", () => place.removeAttribute("tabindex"), { once: true });
  }
  place.focus({ preventScroll: true });
}
