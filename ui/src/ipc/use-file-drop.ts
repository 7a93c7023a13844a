import { useEffect, useEffectEvent, useState } from "react";
import { transport } from "./transport";

/** Calls `onDrop` with the paths of files dropped on the window; says whether some are held over it. */
export function useFileDrop(onDrop: (paths: string[]) => void): boolean {
  const [over, setOver] = useState(false);
  const latest = useEffectEvent(onDrop);
  useEffect(
    () =>
      transport().watchFileDrops((drop) => {
        setOver(drop.over);
        if (drop.paths.length > 0) latest(drop.paths);
      }),
    [],
  );
  return over;
}
