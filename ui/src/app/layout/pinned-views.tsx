import { Link, useSearch } from "@tanstack/react-router";
import { useRef, type KeyboardEvent } from "react";
import { KindIcon } from "@/components/entity/kind-icon";
import { sayProblem } from "@/components/ui/toaster";
import { cx } from "@/lib/cx";
import { listName } from "@/lib/navigation";
import { useReorder } from "@/lib/use-reorder";
import { pinnedOf, useViews, useViewWrites } from "@/lib/views";
import { useWorkspace } from "@/lib/workspace";
import { LABEL, ROW } from "./side-row";

/** The pinned views, in an order of the person's own: by drag, or by Alt with the arrows. */
export function PinnedViews() {
  const { views } = useViews();
  const { order } = useViewWrites();
  const { kinds } = useWorkspace();
  const { view: open } = useSearch({ strict: false });
  const pinned = pinnedOf(views);
  const box = useRef<HTMLUListElement>(null);
  const drag = useReorder({
    box,
    axis: "y",
    keys: pinned.map(({ id }) => id),
    onOrder: (ids) => void order(ids).catch(sayProblem),
  });
  if (pinned.length === 0) return null;

  function onKeyDown(event: KeyboardEvent, id: string) {
    const by = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (by === 0 || !event.altKey) return;
    event.preventDefault();
    event.stopPropagation();
    drag.move(id, by);
  }

  return (
    <li className="mt-3 group-data-[signs]/side:mt-1 group-data-[signs]/side:border-t group-data-[signs]/side:pt-1">
      <h2 className="px-2 pb-1 text-xs font-medium text-ink-3 group-data-[signs]/side:sr-only">Views</h2>
      <ul ref={box} aria-label="Pinned views" className="flex flex-col gap-px">
        {pinned.map((view, index) => {
          const def = kinds.find(({ kind }) => kind === view.kind);
          const line = drag.lineAt(index);
          return (
            <li
              key={view.id}
              data-reorder={view.id}
              onPointerDown={(event) => drag.start(event, view.id)}
              className={cx(
                drag.drag?.key === view.id && "opacity-50",
                line === "before" && "shadow-[0_-2px_0_-1px_var(--accent)]",
                line === "after" && "shadow-[0_2px_0_-1px_var(--accent)]",
              )}
            >
              <Link
                to="/$list"
                params={{ list: listName(view.kind) }}
                search={{ view: view.id }}
                draggable={false}
                aria-current={open === view.id ? "page" : undefined}
                aria-keyshortcuts="Alt+ArrowUp Alt+ArrowDown"
                title={`${view.name} (${def?.plural ?? view.kind})`}
                onKeyDown={(event) => onKeyDown(event, view.id)}
                className={cx(
                  ROW,
                  "no-underline",
                  open === view.id && "bg-selected font-medium hover:bg-selected",
                )}
              >
                <KindIcon kind={view.kind} />
                <span className={LABEL}>{view.name}</span>
              </Link>
            </li>
          );
        })}
      </ul>
    </li>
  );
}
