import { useEffect, useEffectEvent, useState } from "react";
import { transport, type FileDrop } from "./transport";

/**
 * Calls `onDrop` with the paths of files dropped on the window; says whether some are held over it. A part of the window
 * that takes files for itself is marked with `data-file-drop`, and named here: what is dropped there is not dropped on
 * the page.
 */
export function useFileDrop(onDrop: (paths: string[]) => void, part?: string): boolean {
  const [over, setOver] = useState(false);
  const latest = useEffectEvent(onDrop);
  useEffect(
    () =>
      transport().watchFileDrops((drop) => {
        const here = partUnder(drop) === part;
        setOver(drop.over && here);
        if (here && drop.paths.length > 0) latest(drop.paths);
      }),
    [part],
  );
  return over;
}

function partUnder({ at }: FileDrop): string | undefined {
  if (!at) return undefined;
  const element = document.elementFromPoint(at.x, at.y);
  return element?.closest<HTMLElement>("[data-file-drop]")?.dataset.fileDrop;
}
