import { Archive, SquareSlash, Trash2 } from "lucide-react";
import { memo, type ReactNode } from "react";
import { AiSign } from "@/components/assistant/ai-sign";
import { KindIcon } from "@/components/entity/kind-icon";
import { MarkedText } from "@/components/entity/marked-text";
import { Initials } from "@/components/entity/member-name";
import { When } from "@/components/entity/when";
import { Keys } from "@/components/ui/keys";
import type { Hit, KindDef, Snippet } from "@/ipc/bindings";
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

type HitRowProps = RowProps & {
  hit: Hit;
  def: KindDef;
  /** Listed because it was worked on lately: no leg found it. */
  recent: boolean;
};

/** What stays of a snippet before its first mark, so that the mark is in sight however narrow the row is. */
const BEFORE_MARK = 14;

/** One found entity in one line; the rest is in the preview. */
export const HitRow = memo(function HitRow({ id, hit, def, recent, chosen, onPoint, onChoose }: HitRowProps) {
  const snippet = hit.snippet && fromMark(hit.snippet);
  const context = snippet ? hit.context.slice(0, 1) : hit.context;
  return (
    <div
      id={id}
      role="option"
      aria-selected={chosen}
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
      <Said>, {def.singular}, </Said>
      <span className="shrink-0 text-sm text-ink-3 tabular-nums">{hit.reference}</span>
      <Said>, </Said>
      <span className="@container flex min-w-0 flex-1 gap-1 text-sm text-ink-3">
        {/* Where there is little room, what matched says more than what it is. */}
        {context.length > 0 && (
          <span className={cx("truncate", snippet && "hidden max-w-[45%] shrink-0 @min-[180px]:block")}>
            {context.join(" · ")}
          </span>
        )}
        {snippet && context.length > 0 && <span className="hidden @min-[180px]:block">·</span>}
        {snippet && (
          <span className="min-w-0 truncate">
            <MarkedText text={snippet.text} marks={snippet.marks} />
          </span>
        )}
      </span>
      {hit.trashed && <Trash2 size={13} className="shrink-0" aria-hidden />}
      {hit.archived && <Archive size={13} className="shrink-0" aria-hidden />}
      <Said>{marks(hit)}</Said>
      {!recent && <LegBadge leg={hit.leg} />}
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

/** The snippet from a little before its first mark on. */
function fromMark(snippet: Snippet): Snippet {
  const { field, text, marks } = snippet;
  const first = Math.min(...marks.map(([from]) => from));
  if (!Number.isFinite(first) || first <= BEFORE_MARK) return snippet;
  // At a word's beginning where there is one, and never inside a surrogate pair.
  const space = text.indexOf(" ", first - BEFORE_MARK);
  const cut = space >= 0 && space < first ? space + 1 : first;
  const shift = cut - 1;
  return {
    field,
    text: `…${text.slice(cut)}`,
    marks: marks.map(([from, to]) => [from - shift, to - shift]),
  };
}

/** Said, where the eye has a picture or a place for it. */
function Said({ children }: { children: ReactNode }) {
  return <span className="sr-only">{children}</span>;
}

/** What signs and initials say to the eye. */
function marks(hit: Hit): string {
  const said = [hit.archived && "archived", hit.trashed && "in the trash", hit.owner && `owner ${hit.owner}`];
  return (
    said
      .filter(Boolean)
      .map((mark) => `, ${mark}`)
      .join("") + ", "
  );
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

type QuestionRowProps = RowProps & { question: string };

/** The way on to the assistant; it is asked in the conversation, where what would leave is shown first. */
export const QuestionRow = memo(function QuestionRow(props: QuestionRowProps) {
  const { id, question, chosen, onPoint, onChoose } = props;
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
      <AiSign size={15} />
      <span className="min-w-0 flex-1 truncate">Ask AI: “{question}”</span>
      {chosen && <Keys binding="enter" />}
    </div>
  );
});
