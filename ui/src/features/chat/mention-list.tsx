import { KindIcon } from "@/components/entity/kind-icon";
import { MarkedText } from "@/components/entity/marked-text";
import type { Hit } from "@/ipc/bindings";
import { cx } from "@/lib/cx";

type Props = {
  id: string;
  hits: readonly Hit[];
  at: number;
  onPoint: (at: number) => void;
  onPick: (hit: Hit) => void;
};

/** The entities that `@` offers, over the composer, which keeps the focus. */
export function MentionList({ id, hits, at, onPoint, onPick }: Props) {
  return (
    <div
      id={id}
      role="listbox"
      aria-label="Entities to mention"
      hidden={hits.length === 0}
      className="absolute inset-x-0 bottom-full z-20 mb-1 max-h-64 overflow-y-auto rounded-md border border-line-2 bg-raised p-1 shadow-float"
    >
      {hits.map((hit, index) => (
        <div
          key={hit.id}
          id={optionId(id, hit)}
          role="option"
          tabIndex={-1}
          aria-selected={index === at}
          onMouseMove={() => index !== at && onPoint(index)}
          onMouseDown={(event) => {
            event.preventDefault();
            onPick(hit);
          }}
          className={cx(
            "flex h-7 items-center gap-2 rounded-sm px-2 whitespace-nowrap",
            index === at && "bg-hover",
          )}
        >
          <KindIcon kind={hit.kind} size={13} />
          <span className="min-w-0 truncate">
            <MarkedText text={hit.title} marks={hit.title_marks} />
          </span>
          <span className="min-w-0 flex-1 truncate text-sm text-ink-3">{hit.context.join(" · ")}</span>
          <span className="shrink-0 text-sm text-ink-3 tabular-nums">{hit.reference}</span>
        </div>
      ))}
    </div>
  );
}

export function optionId(list: string, hit: Pick<Hit, "id">): string {
  return `${list}-${hit.id}`;
}
