import { useRef } from "react";
import { Dialog } from "@/components/ui/dialog";
import { Keys } from "@/components/ui/keys";
import { action, actionIds, type Section } from "../actions/catalogue";

const SECTIONS: Section[] = ["Anywhere", "Go to", "Create", "List", "Entity", "Palette"];

/** Keys that are no action's, and not for a person to choose. */
const FIXED: { title: string; section: Section; keys: string[] }[] = [
  { title: "Go to the message at the edge, and its Undo", section: "Anywhere", keys: ["f6"] },
];

/** Every key there is, by where it works. */
export function ShortcutSheet({ open, onClose }: { open: boolean; onClose: () => void }) {
  const body = useRef<HTMLDivElement>(null);
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title="Keyboard shortcuts"
      initialFocus={body}
      className="-ml-[min(380px,48vw)] w-[min(760px,96vw)]"
    >
      <div ref={body} tabIndex={0} className="columns-1 gap-8 overflow-y-auto p-4 outline-none sm:columns-2">
        {SECTIONS.map((section) => {
          const bound = [
            ...actionIds.map(action).filter((each) => each.section === section && each.keys),
            ...FIXED.filter((each) => each.section === section),
          ];
          if (bound.length === 0) return null;
          return (
            <section key={section} className="break-inside-avoid-column pb-4">
              <h3 className="mb-1 text-sm font-semibold text-ink-3">{section}</h3>
              <dl>
                {bound.map((each) => (
                  <div key={each.title} className="flex min-h-7 items-center gap-2">
                    <dt className="flex-1">{each.title}</dt>
                    <dd className="flex items-center gap-1.5">
                      {each.keys?.map((binding) => (
                        <Keys key={binding} binding={binding} />
                      ))}
                    </dd>
                  </div>
                ))}
              </dl>
            </section>
          );
        })}
      </div>
    </Dialog>
  );
}
