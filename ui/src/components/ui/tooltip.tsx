import { Tooltip as Base } from "@base-ui/react/tooltip";
import type { ReactElement } from "react";
import { Keys } from "./keys";

type Props = { label: string; keys?: string | undefined; children: ReactElement };

/** Says what a sign does, with its key. */
export function Tooltip({ label, keys, children }: Props) {
  return (
    <Base.Root>
      <Base.Trigger render={children} />
      <Base.Portal>
        <Base.Positioner sideOffset={6} className="z-50">
          <Base.Popup className="floats flex max-w-[min(360px,90vw)] items-center gap-2 rounded border border-line-2 bg-raised px-2 py-1 text-sm text-ink">
            {label}
            {keys && <Keys binding={keys} />}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
