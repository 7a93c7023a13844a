import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState, type KeyboardEvent, type PointerEvent } from "react";
import { runOnNextPage, useAction } from "@/app/actions/registry";
import { sayProblem } from "@/components/ui/toaster";
import type { Entity, KindDef, Sort, Stage } from "@/ipc/bindings";
import { useCommand } from "@/ipc/use-command";
import { useGo, type ListSearch } from "@/lib/navigation";
import { useStable } from "@/lib/use-stable";
import { useWrite } from "@/lib/use-write";
import { beside, trail } from "@/lib/window-state";
import { stageOf } from "@/lib/workspace";
import { useBulk } from "../bulk/use-bulk";
import { targetOf, useChanging } from "../bulk/use-changing";
import { ListState } from "../list/list-state";
import { viewOf } from "../list/view";
import { useStageMove } from "../stage-rules/use-stage-move";
import { FlyingCard } from "./board-card";
import { BoardColumn, type ColumnApi } from "./board-column";
import { columnFilter, showMoved } from "./show-moved";
import { useCardDrag, type Lift } from "./use-card-drag";

type Props = {
  def: KindDef;
  filter: string;
  order: Sort[];
  address: ListSearch;
  /** How many there are on all of the board. */
  total: number;
  onClear: () => void;
};

type Cursor = { stage: string; index: number };

/** The entities of a kind as cards by stage, moved by pointer or by keys. */
export function Board({ def, filter, order, address, total, onClear }: Props) {
  const { kind } = def;
  const go = useGo();
  const write = useWrite();
  const client = useQueryClient();
  const stages = useStageMove();
  const changing = useChanging(def, useBulk(kind));
  const totals = useCommand("board_totals", { kind, filter }, { keepPrevious: true }).data?.totals;
  const board = useRef<HTMLDivElement>(null);
  const columns = useRef(new Map<string, ColumnApi>());
  // The card that the keys go on with when it has come to its new column.
  const following = useRef<{ card: Entity; stage: string }>(undefined);
  const [said, setSaid] = useState("");
  const [hasFocus, setFocus] = useState(false);
  const { view, rest } = viewOf(filter);
  const movable = view !== "trash";

  const [wanted, setCursor] = useState<Cursor | undefined>(() => cameFrom(def, filter));
  const firstStage = def.stages.find(({ key }) =>
    totals?.some(({ stage, count }) => stage === key && count > 0),
  );
  const cursor = wanted ?? (firstStage && { stage: firstStage.key, index: 0 });
  const entity = () => cursor && columns.current.get(cursor.stage)?.rowAt(cursor.index);
  const label = (stage: string) => stageOf(def, stage)?.label ?? stage;

  const onReady = useStable((stage: string, api: ColumnApi | undefined) => {
    if (api) columns.current.set(stage, api);
    else columns.current.delete(stage);
    if (api && following.current?.stage === stage) {
      const index = placeOf(api, following.current.card);
      if (index !== undefined) {
        following.current = undefined;
        setCursor({ stage, index });
        setFocus(true);
        return;
      }
    }
    // The card that the keys were at may be gone.
    if (api && cursor?.stage === stage && cursor.index >= api.total && api.total > 0) {
      setCursor({ stage, index: api.total - 1 });
    }
  });

  async function drop({ entity: card, from, to }: Lift) {
    const stage = stageOf(def, to);
    if (!stage) return;
    if (stages.asks(card, stage)) {
      await dropAsking(card, from, stage);
      return;
    }
    const shown = showMoved(client, { def, entity: card, filter, to, order });
    setCursor({ stage: to, index: shown.index });
    setSaid(`${card.reference} dropped on ${stage.label}`);
    const done = await stages.move(card, stage);
    // The card was put elsewhere; the keys go on where it is.
    setFocus(true);
    if (done) return;
    shown.back();
    // What refused it may be newer than what is shown.
    void client.invalidateQueries({ queryKey: ["entity_list"] });
    void client.invalidateQueries({ queryKey: ["board_totals"] });
    backIn(card, from);
  }

  /** While it is asked for something, the card stays where it is: counts and sums are of what is, not of what may be. */
  async function dropAsking(card: Entity, from: string, stage: Stage) {
    setCursor({ stage: from, index: placeOf(columns.current.get(from), card) ?? 0 });
    setSaid(`${stage.label} asks for more before ${card.reference} moves`);
    following.current = undefined;
    if (await stages.move(card, stage)) {
      setSaid(`${card.reference} dropped on ${stage.label}`);
      following.current = { card, stage: stage.key };
      // It may be there already; if not, the column says when.
      const there = columns.current.get(stage.key);
      if (there) onReady(stage.key, there);
    } else backIn(card, from);
  }

  function backIn(card: Entity, from: string) {
    setCursor({ stage: from, index: placeOf(columns.current.get(from), card) ?? 0 });
    setFocus(true);
    setSaid(`${card.reference} is back in ${label(from)}`);
  }
  const drag = useCardDrag({
    board,
    onDrop: (lift) => void drop(lift),
    onCancel: ({ entity: card, from }) => setSaid(`${card.reference} stays in ${label(from)}`),
  });
  const { lift } = drag;

  const press = useStable((event: PointerEvent<HTMLElement>, card: Entity, index: number) => {
    following.current = undefined;
    setCursor({ stage: String(card.fields["stage"]), index });
    if (movable) drag.press(event, card);
  });
  const open = useStable((card: Entity, index: number, aside = false) => {
    if (aside) {
      beside.set(card.reference);
      return;
    }
    const stage = String(card.fields["stage"]);
    trail.set({ kind, filter: columnFilter(filter, stage), sort: order, index, from: address });
    go.entity(card.reference);
  });
  useEffect(() => () => beside.set(null), []);
  useEffect(() => {
    if (document.activeElement === document.body || document.activeElement === null) board.current?.focus();
  }, []);

  function along(by: number) {
    if (!cursor) return;
    const many = columns.current.get(cursor.stage)?.total ?? 0;
    setCursor({ ...cursor, index: Math.max(0, Math.min(many - 1, cursor.index + by)) });
    setFocus(true);
  }
  /** To the next column that holds anything. */
  function aside(by: 1 | -1) {
    if (!cursor) return;
    const keys = def.stages.map(({ key }) => key);
    for (let at = keys.indexOf(cursor.stage) + by; keys[at] !== undefined; at += by) {
      const many = columns.current.get(keys[at] ?? "")?.total ?? 0;
      if (many === 0) continue;
      setCursor({ stage: keys[at] ?? "", index: Math.min(cursor.index, many - 1) });
      setFocus(true);
      board.current?.querySelector(`[data-stage="${keys[at]}"]`)?.scrollIntoView({ inline: "nearest" });
      return;
    }
  }
  function carry(now: Lift, by: 1 | -1) {
    const keys = def.stages.map(({ key }) => key);
    const to = keys[keys.indexOf(now.to) + by];
    if (to === undefined) return;
    drag.put({ ...now, to });
    board.current?.querySelector(`[data-stage="${to}"]`)?.scrollIntoView({ inline: "nearest" });
    setSaid(`over ${label(to)}`);
  }

  function onKeyDown(event: KeyboardEvent) {
    following.current = undefined;
    const card = entity();
    const side = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : undefined;
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : undefined;
    const isPress = event.key === " " || event.key === "Enter";
    if (lift && !lift.at) {
      if (side) carry(lift, side);
      else if (isPress) drag.finish(true);
      else if (event.key === "Escape") drag.finish(false);
      else if (!step) return;
    } else if (side) aside(side);
    else if (step) along(step);
    else if (event.key === " " && card && movable) {
      const from = String(card.fields["stage"]);
      drag.put({ entity: card, from, to: from });
      setSaid(
        `${card.reference} ${card.title} lifted from ${label(from)}: arrows move it, Space drops it, Esc puts it back`,
      );
    } else if (event.key === "Enter" && card && cursor)
      open(card, cursor.index, event.metaKey || event.ctrlKey);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  const some = cursor !== undefined && !lift;
  const live = some && movable;
  const set = (field?: string) => {
    const card = entity();
    if (card) changing.ask(targetOf(card), field);
  };
  const act = (run: (card: Entity) => Promise<unknown>) => () => {
    const card = entity();
    if (card) run(card).catch(sayProblem);
  };
  const openHere = (action?: "entity.note" | "entity.edit") => {
    const card = entity();
    if (!card || !cursor) return;
    if (action) runOnNextPage(action);
    open(card, cursor.index);
  };
  useAction("list.down", () => along(1), some);
  useAction("list.up", () => along(-1), some);
  useAction("list.left", () => aside(-1), some);
  useAction("list.right", () => aside(1), some);
  useAction("list.open", () => openHere(), some);
  useAction(
    "list.open-beside",
    () => {
      const card = entity();
      if (card) beside.set(card.reference);
    },
    some,
  );
  useAction("entity.stage", () => set("stage"), live);
  useAction("entity.assign", () => set("owner"), live);
  useAction("entity.tag", () => set("tags"), live);
  useAction("entity.edit", () => set(), live);
  useAction("entity.note", () => openHere("entity.note"), live);
  useAction(
    "entity.trash",
    act(({ id }) => write("entity_trash", { ids: [id] })),
    live,
  );
  useAction(
    "entity.archive",
    act(({ id }) => write("entity_archive", { ids: [id], archived: true })),
    some && view === "live",
  );
  useAction("list.clear", () => beside.set(null), some);

  if (total === 0) {
    return (
      <ListState
        def={def}
        view={view}
        filter={rest}
        error={undefined}
        loading={false}
        onRetry={onClear}
        onClear={onClear}
      />
    );
  }
  return (
    <>
      <div
        ref={board}
        data-board
        role="group"
        aria-label={`Board of ${def.plural.toLowerCase()}`}
        tabIndex={-1}
        onKeyDown={onKeyDown}
        onFocus={() => setFocus(true)}
        onBlur={(event) => {
          if (!event.currentTarget.contains(event.relatedTarget)) setFocus(false);
        }}
        className="flex min-h-0 flex-1 gap-2 overflow-x-auto p-2 outline-none"
      >
        {def.stages.map((stage) => (
          <BoardColumn
            key={stage.key}
            def={def}
            stage={stage}
            filter={filter}
            order={order}
            worth={totals?.some(({ sums }) => sums.length > 0) ?? false}
            totals={totals && (totals.find((each) => each.stage === stage.key) ?? NOTHING)}
            cursor={cursor?.stage === stage.key ? cursor.index : undefined}
            focus={hasFocus}
            lifted={lift?.entity.id}
            target={lift?.to === stage.key}
            onReady={onReady}
            onPress={press}
            onOpen={open}
          />
        ))}
      </div>
      {lift?.at && <FlyingCard face={{ entity: lift.entity, def, titles: [] }} at={lift.at} />}
      <p aria-live="assertive" className="sr-only">
        {said}
      </p>
      {stages.dialog}
      {changing.dialog}
    </>
  );
}

const NOTHING = { stage: "", count: 0, sums: [] };

function placeOf(column: ColumnApi | undefined, card: Entity): number | undefined {
  if (!column) return undefined;
  const indexes = Array.from({ length: Math.min(column.total, 500) }, (_, index) => index);
  return indexes.find((index) => column.rowAt(index)?.id === card.id);
}

/** The card that one comes back from. */
function cameFrom(def: KindDef, filter: string): Cursor | undefined {
  const from = trail.get();
  if (from?.kind !== def.kind) return undefined;
  const stage = def.stages.find(({ key }) => columnFilter(filter, key) === from.filter);
  return stage && { stage: stage.key, index: Math.max(0, from.index) };
}
