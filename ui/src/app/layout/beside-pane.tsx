import { Maximize2, X } from "lucide-react";
import { useState } from "react";
import { EntityPreview } from "@/components/entity/entity-preview";
import { IconButton } from "@/components/ui/button";
import { useGo } from "@/lib/navigation";
import { useNarrow } from "@/lib/use-media";
import { beside } from "@/lib/window-state";
import { ResizeEdge } from "./resize-edge";

/** The pane at the right: an entity beside the page. */
export function BesidePane({ reference }: { reference: string }) {
  const [width, setWidth] = useState(360);
  const go = useGo();
  const narrow = useNarrow();
  return (
    <aside
      aria-label={`${reference} beside`}
      // Where both do not fit, it lies over the page instead of through it; where even that is little, in its place.
      className="relative flex shrink-0 flex-col border-l bg-ground max-lg:absolute max-lg:inset-y-0 max-lg:right-0 max-lg:z-20 max-lg:max-w-[55%] max-lg:shadow-float max-md:!w-full max-md:max-w-none max-md:border-l-0 max-md:shadow-none"
      style={{ width }}
    >
      {!narrow && (
        <ResizeEdge
          label="Width of the pane"
          side="left"
          width={width}
          min={280}
          max={640}
          onResize={setWidth}
        />
      )}
      <div className="flex h-11 shrink-0 items-center gap-1 border-b px-2 pl-4">
        <span className="flex-1 text-sm font-medium text-ink-3">Beside</span>
        <IconButton label="Open" keys="enter" onClick={() => go.entity(reference)}>
          <Maximize2 size={14} />
        </IconButton>
        <IconButton label="Close" onClick={() => beside.set(null)}>
          <X size={15} />
        </IconButton>
      </div>
      <div className="min-h-0 flex-1 overflow-y-auto">
        <EntityPreview reference={reference} />
      </div>
    </aside>
  );
}
