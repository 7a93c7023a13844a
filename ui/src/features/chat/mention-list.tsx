import { EntityOption } from "@/components/entity/entity-option";
import type { Hit } from "@/ipc/bindings";

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
      className="absolute inset-x-0 bottom-full z-20 mb-1 max-h-[min(256px,45vh)] overflow-y-auto rounded-md border border-line-2 bg-raised p-1 shadow-float"
    >
      {hits.map((hit, index) => (
        <EntityOption
          key={hit.id}
          id={optionId(id, hit)}
          hit={hit}
          chosen={index === at}
          onPoint={() => index !== at && onPoint(index)}
          onPick={() => onPick(hit)}
        />
      ))}
    </div>
  );
}

export function optionId(list: string, hit: Pick<Hit, "id">): string {
  return `${list}-${hit.id}`;
}
