import { X } from "lucide-react";
import { useEffect, useRef } from "react";
import { keysOf } from "@/app/actions/catalogue";
import { ResizeEdge } from "@/app/layout/resize-edge";
import { KindIcon } from "@/components/entity/kind-icon";
import { IconButton } from "@/components/ui/button";
import { useCommand } from "@/ipc/use-command";
import { isComposing } from "@/lib/keys";
import { useStore } from "@/lib/store";
import { useReturnFocus } from "@/lib/use-return-focus";
import { useWorkspace } from "@/lib/workspace";
import { AskSection } from "./ask-section";
import { closePanel, usePanelLook, wanted, widenPanel } from "./panel-store";
import { SimilarSection } from "./similar-section";
import { SuggestionsSection } from "./suggestions-section";
import { SummarySection } from "./summary-section";

/**
 * The pane at the right of an entity's page: what it comes to, what is to be done about it, what is like it, and the way
 * to ask.
 */
export function PanelPane({ reference }: { reference: string }) {
  const { width } = usePanelLook();
  const workspace = useWorkspace();
  // The page itself asked for it already, and says so when there is none.
  const { data } = useCommand("entity_get", { entity: reference });
  const pane = useRef<HTMLElement>(null);
  const call = useStore(wanted);
  useReturnFocus(true);
  useEffect(() => {
    if (call !== "panel") return;
    wanted.set(null);
    pane.current?.focus();
  }, [call]);
  const entity = data?.entity;
  return (
    <aside
      ref={pane}
      data-pane
      tabIndex={-1}
      aria-label={`Panel of ${reference}`}
      className="relative flex max-w-full shrink-0 flex-col border-l bg-ground outline-none max-lg:absolute max-lg:inset-y-0 max-lg:right-0 max-lg:z-20 max-lg:shadow-float"
      style={{ width }}
      onKeyDown={(event) => {
        if (event.key !== "Escape" || event.defaultPrevented || isComposing(event.nativeEvent)) return;
        // What floats over the pane has its own way out; React lets its keys through to here.
        if (!event.currentTarget.contains(event.target as Node)) return;
        event.preventDefault();
        event.stopPropagation();
        closePanel();
      }}
    >
      <ResizeEdge
        label="Width of the panel"
        side="left"
        width={width}
        min={280}
        max={560}
        onResize={widenPanel}
      />
      <header className="flex h-11 shrink-0 items-center gap-1.5 border-b pr-2 pl-3 text-sm text-ink-3">
        {entity && <KindIcon kind={entity.kind} label={workspace.kind(entity.kind).singular} />}
        <h2 className="min-w-0 flex-1 truncate">
          <span className="tabular-nums">{reference}</span>
          {entity && <span className="sr-only"> {entity.title}</span>}
        </h2>
        <IconButton label="Close" keys={keysOf("panel.toggle")} onClick={closePanel}>
          <X size={15} />
        </IconButton>
      </header>
      <div className="min-h-0 flex-1 overflow-y-auto">
        {entity && (
          <>
            <SummarySection key={`summary ${entity.id}`} entity={entity} />
            <SuggestionsSection key={`suggestions ${entity.id}`} entity={entity} />
            <SimilarSection key={`similar ${entity.id}`} entity={entity} />
            <AskSection entity={entity} />
          </>
        )}
      </div>
    </aside>
  );
}
