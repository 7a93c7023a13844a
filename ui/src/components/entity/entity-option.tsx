import { KindIcon } from "@/components/entity/kind-icon";
import { MarkedText } from "@/components/entity/marked-text";
import type { Hit } from "@/ipc/bindings";
import { cx } from "@/lib/cx";

type Props = {
  id: string;
  hit: Hit;
  chosen: boolean;
  onPoint: () => void;
  onPick: () => void;
};

/** A found entity in a list of choices. The field that it is chosen for keeps the focus. */
export function EntityOption({ id, hit, chosen, onPoint, onPick }: Props) {
  return (
    <div
      id={id}
      role="option"
      tabIndex={-1}
      aria-selected={chosen}
      onMouseMove={onPoint}
      onMouseDown={(event) => {
        event.preventDefault();
        onPick();
      }}
      className={cx("flex h-7 items-center gap-2 rounded-sm px-2 whitespace-nowrap", chosen && "bg-hover")}
    >
      <KindIcon kind={hit.kind} size={13} />
      <span className="min-w-0 truncate">
        <MarkedText text={hit.title} marks={hit.title_marks} />
      </span>
      <span className="min-w-0 flex-1 truncate text-sm text-ink-3">{hit.context.join(" · ")}</span>
      <span className="shrink-0 text-sm text-ink-3 tabular-nums">{hit.reference}</span>
    </div>
  );
}
