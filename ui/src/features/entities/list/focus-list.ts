/** Gives the focus back to the rows or cards, whose keys are what is pressed next. */
export function focusList() {
  // After the layer that closes has given the focus to the button that opened it.
  setTimeout(() => {
    const list = document.querySelector<HTMLElement>("[role=grid],[data-board]");
    list?.focus({ preventScroll: true });
  }, 0);
}
