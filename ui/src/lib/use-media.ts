import { useCallback, useSyncExternalStore } from "react";

/** Where the whole sidebar and a page do not fit side by side; the style sheet's `md` says the same. */
const NARROW = "(max-width: 899.98px)";

/** Whether a media query holds, as it changes. */
export function useMedia(query: string): boolean {
  const subscribe = useCallback(
    (listener: () => void) => {
      const media = window.matchMedia(query);
      media.addEventListener("change", listener);
      return () => media.removeEventListener("change", listener);
    },
    [query],
  );
  return useSyncExternalStore(subscribe, () => window.matchMedia(query).matches);
}

/** Whether the window shows one thing at a time: signs for a sidebar, a pane in the page's place. */
export function useNarrow(): boolean {
  return useMedia(NARROW);
}

export function isNarrow(): boolean {
  return window.matchMedia(NARROW).matches;
}
