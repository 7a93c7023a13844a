import { useCallback, useLayoutEffect, useRef } from "react";

/** A function that stays the same one and always does what the latest render says: for rows that are memoised. */
export function useStable<A extends unknown[], R>(run: (...args: A) => R): (...args: A) => R {
  const latest = useRef(run);
  useLayoutEffect(() => {
    latest.current = run;
  });
  return useCallback((...args: A) => latest.current(...args), []);
}
