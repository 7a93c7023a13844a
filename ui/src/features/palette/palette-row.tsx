import { Archive, SquareSlash, Trash2 } from "lucide-react";
import { memo } from "react";
import { KindIcon } from "@/components/entity/kind-icon";
import { MarkedText } from "@/components/entity/marked-text";
import { Initials } from "@/components/entity/member-name";
import { When } from "@/components/entity/when";
import { Keys } from "@/components/ui/keys";
import type { Hit, KindDef } from "@/ipc/bindings";
import { cx } from "@/lib/cx";
import { LegBadge } from "./leg-badge";
import type { PaletteCommand } from "./host";

type RowProps = {
  id: string;
  chosen: boolean;
  onPoint: () => void;
  onChoose: (beside: boolean) => void;
};

const ROW = "row-height flex items-center gap-2 rounded px-2 text-base whitespace-nowrap";

type HitRowProps = RowProps & { hit: Hit; def: KindDef };

/** One found entity in one line; the rest is in the preview. */
export const HitRow = memo(function HitRow({ id, hit, def, chosen, onPoint, onChoose }: HitRowProps) {
  return (
    <div
      id={id}
      role="option"
      aria-selected={chosen}
      aria-label={label(hit, def)}
      data-entity={hit.reference}
      tabIndex={-1}
      onMouseMove={onPoint}
      onClick={(event) => onChoose(event.metaKey || event.ctrlKey)}
      onKeyDown={undefined}
      className={cx(ROW, chosen && "bg-selected", (hit.archived || hit.trashed) && "text-ink-3")}
    >
      <KindIcon kind={hit.kind} />
      <span className="max-w-[60%] min-w-[30%] shrink truncate font-medium">
        <MarkedText text={hit.title} marks={hit.title_marks} />
      </span>
      <span className="shrink-0 text-sm text-ink-3 tabular-nums">{hit.reference}</span>
      <span className="min-w-0 flex-1 truncate text-sm text-ink-3">
        {(hit.snippet ? hit.context.slice(0, 1) : hit.context).join(" · ")}
        {hit.snippet && (
          <>
            {hit.context.length > 0 && " · "}
            <MarkedText text={hit.snippet.text} marks={hit.snippet.marks} />
          </>
        )}
      </span>
      {hit.trashed && <Trash2 size={13} className="shrink-0" aria-hidden />}
      {hit.archived && <Archive size={13} className="shrink-0" aria-hidden />}
      <LegBadge leg={hit.leg} />
      {hit.owner ? <Initials name={hit.owner} /> : <span className="w-[18px] shrink-0" />}
      {chosen ? (
        <span className="flex w-14 shrink-0 justify-end">
          <Keys binding="enter" />
        </span>
      ) : (
        <When at={hit.updated_at} className="w-14 shrink-0 text-right text-sm text-ink-3 tabular-nums" />
      )}
    </div>
  );
});

function label(hit: Hit, def: KindDef): string {
  const marks = [hit.archived && "archived", hit.trashed && "in the trash"];
  return [hit.title, def.singular, hit.reference, ...hit.context, hit.owner && `owner ${hit.owner}`, ...marks]
    .filter(Boolean)
    .join(", ");
}

type CommandRowProps = RowProps & { command: PaletteCommand };

export const CommandRow = memo(function CommandRow({
  id,
  command,
  chosen,
  onPoint,
  onChoose,
}: CommandRowProps) {
  return (
    <div
      id={id}
      role="option"
      aria-selected={chosen}
      tabIndex={-1}
      onMouseMove={onPoint}
      onClick={() => onChoose(false)}
      onKeyDown={undefined}
      className={cx(ROW, chosen && "bg-selected")}
    >
      <SquareSlash size={15} className="shrink-0 text-ink-3" aria-hidden />
      <span className="min-w-0 flex-1 truncate">{command.title}</span>
      {command.keys && <Keys binding={command.keys} />}
    </div>
  );
});
