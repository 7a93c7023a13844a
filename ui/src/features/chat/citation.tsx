import { PreviewCard } from "@base-ui/react/preview-card";
import { useState } from "react";
import { EntityPreview } from "@/components/entity/entity-preview";
import { KindIcon } from "@/components/entity/kind-icon";
import { kindOfReference, useGo } from "@/lib/navigation";
import { useWorkspace } from "@/lib/workspace";

/** A reference that opens its entity; hovering or Space shows it in short without going there. */
export function Citation({ reference }: { reference: string }) {
  const go = useGo();
  const { kinds } = useWorkspace();
  const [open, setOpen] = useState(false);
  const kind = kindOfReference(kinds, reference);
  if (!kind) return reference;
  return (
    <PreviewCard.Root open={open} onOpenChange={(next) => setOpen(next)}>
      <PreviewCard.Trigger
        delay={400}
        render={
          <button
            type="button"
            role="link"
            aria-label={reference}
            aria-expanded={open}
            title={`Open ${reference}; Space shows it here`}
            onClick={() => {
              setOpen(false);
              go.entity(reference);
            }}
            onKeyDown={(event) => {
              if (event.key === " ") setOpen(!open);
              else if (event.key === "Escape" && open) setOpen(false);
              else return;
              // Neither the button nor the pane takes these keys as its own.
              event.preventDefault();
              event.stopPropagation();
            }}
            onBlur={() => setOpen(false)}
            className="inline-flex items-baseline gap-1 rounded-sm align-baseline text-link underline decoration-line-2 underline-offset-2 hover:decoration-current"
          />
        }
      >
        {/* The words stand on the line of the text around them, whatever the sign's height. */}
        <KindIcon kind={kind} size={12} className="self-center" />
        {reference}
      </PreviewCard.Trigger>
      <PreviewCard.Portal>
        <PreviewCard.Positioner sideOffset={6} className="z-50">
          <PreviewCard.Popup
            aria-label={`${reference} in short`}
            className="floats max-h-[min(420px,60vh)] w-[min(340px,90vw)] overflow-y-auto rounded-md border border-line-2 bg-raised"
          >
            {open && <EntityPreview reference={reference} compact />}
          </PreviewCard.Popup>
        </PreviewCard.Positioner>
      </PreviewCard.Portal>
    </PreviewCard.Root>
  );
}
