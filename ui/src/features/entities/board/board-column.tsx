import { useEffect, useId, useRef, useState, type PointerEvent } from "react";
import { StageSign } from "@/components/entity/stage-pill";
import type { Entity, KindDef, Sort, Stage, StageTotal } from "@/ipc/bindings";
import { count, number } from "@/lib/count";
import { cx } from "@/lib/cx";
import { useLongRows } from "@/lib/use-long-rows";
import { useListPages } from "../list/use-list-pages";
import { BoardCard, CARD } from "./board-card";
import { columnFilter } from "./show-moved";
import { Sums } from "./sums";

/** What the board asks of a column. */
export type ColumnApi = {
  total: number;
  rowAt: (index: number) => Entity | undefined;
  reveal: (index: number) => void;
};

type Props = {
  def: KindDef;
  stage: Stage;
  filter: string;
  order: Sort[];
  totals: StageTotal | undefined;
  /** Whether any stage has a worth: then all keep room for theirs. */
  worth: boolean;
  /** The card that the keys are at, when it is in this column. */
  cursor: number | undefined;
  focus: boolean;
  lifted: string | undefined;
  /** Whether a card would be dropped here. */
  target: boolean;
  onReady: (stage: string, api: ColumnApi | undefined) => void;
  onPress: (event: PointerEvent<HTMLElement>, entity: Entity, index: number) => void;
  onOpen: (entity: Entity, index: number, aside: boolean) => void;
};

/** One stage of a board: its count and worth, and the cards in sight. */
export function BoardColumn(props: Props) {
  const {
    def,
    stage,
    filter,
    order,
    totals,
    worth,
    cursor,
    focus,
    lifted,
    target,
    onReady,
    onPress,
    onOpen,
  } = props;
  const id = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const [range, setRange] = useState<[number, number]>([0, 40]);
  const pages = useListPages(def.kind, columnFilter(filter, stage.key), order, ...range);
  const { total, rowAt } = pages;
  const { from, to, bodyHeight, shift, topOf, reveal } = useLongRows({
    scroller,
    count: total,
    height: CARD,
    end: 8,
    first: cursor ?? 0,
  });
  useEffect(() => setRange([from, Math.max(from, to - 1)]), [from, to]);
  useEffect(() => {
    onReady(stage.key, { total, rowAt, reveal });
  }, [onReady, stage.key, total, rowAt, reveal]);
  useEffect(() => () => onReady(stage.key, undefined), [onReady, stage.key]);
  useEffect(() => {
    if (cursor !== undefined) reveal(cursor);
  }, [cursor, reveal]);

  const many = totals?.count ?? total;
  const noun = count(many, def.singular.toLowerCase(), def.plural.toLowerCase());
  return (
    <section
      data-stage={stage.key}
      aria-label={`${stage.label}, ${noun}`}
      className={cx(
        "flex h-full w-68 shrink-0 flex-col rounded-md bg-side",
        target && "outline-2 -outline-offset-2 outline-accent",
      )}
    >
      <header className="flex shrink-0 flex-col px-3 pt-2 pb-1.5">
        <h2 className="flex items-center gap-1.5 font-medium">
          <StageSign def={def} stage={stage.key} />
          <span className="truncate">{stage.label}</span>
          <span className="font-normal text-ink-3 tabular-nums">{number(many)}</span>
        </h2>
        {worth && (
          <div className="h-4">
            <Sums sums={totals?.sums ?? []} />
          </div>
        )}
      </header>
      <div ref={scroller} className="min-h-0 flex-1 overflow-y-auto pt-1" tabIndex={-1}>
        {pages.error ? (
          <p role="alert" className="px-3 py-2 text-sm text-danger">
            {pages.error.message}
          </p>
        ) : total === 0 && !pages.loading ? (
          <p className="px-3 py-2 text-sm text-ink-3">None here</p>
        ) : null}
        <div className="relative" style={{ height: bodyHeight }}>
          <ul aria-label={stage.label} style={{ transform: `translateY(${shift}px)` }}>
            {Array.from({ length: Math.max(0, to - from) }, (_, step) => {
              const index = from + step;
              const entity = rowAt(index);
              if (!entity) return null;
              return (
                <BoardCard
                  key={entity.id}
                  id={`${id}-${index}`}
                  top={topOf(index)}
                  index={index}
                  total={total}
                  entity={entity}
                  def={def}
                  titles={pages.titles}
                  current={index === cursor}
                  focus={focus}
                  lifted={entity.id === lifted}
                  onPress={onPress}
                  onOpen={onOpen}
                />
              );
            })}
          </ul>
        </div>
      </div>
    </section>
  );
}
