import { useEffect, useState } from "react";
import { EntityPreview } from "@/components/entity/entity-preview";
import type { Hit } from "@/ipc/bindings";
import { Why } from "./why";

/** Long enough that arrows held down do not ask for every entity passed, short enough not to be seen. */
const FOLLOW_MS = 60;

/** The chosen entity in short, following the selection. The room stays when nothing is chosen. */
export function PalettePreview({ hit, why }: { hit: Hit | undefined; why: boolean }) {
  const reference = hit?.reference;
  const [shown, setShown] = useState(reference);
  useEffect(() => {
    const timer = setTimeout(() => setShown(reference), FOLLOW_MS);
    return () => clearTimeout(timer);
  }, [reference]);
  return (
    <aside
      aria-label="Preview"
      tabIndex={0}
      className="hidden w-[38%] shrink-0 overflow-y-auto border-l min-[760px]:block"
    >
      {why && hit && <Why hit={hit} />}
      {shown && <EntityPreview reference={shown} compact />}
    </aside>
  );
}
