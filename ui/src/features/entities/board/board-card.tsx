import { memo, useEffect, useRef, type PointerEvent } from "react";
import { FieldValue } from "@/components/entity/field-value";
import { Initials } from "@/components/entity/member-name";
import type { Entity, KindDef, TitleOf } from "@/ipc/bindings";
import { cx } from "@/lib/cx";
import { fieldOf, useWorkspace } from "@/lib/workspace";

/** The height of a card with the gap below it. */
export const CARD = 84;

type FaceProps = { entity: Entity; def: KindDef; titles: readonly TitleOf[] };

/** What stands on a card: title, context, reference, owner. */
export function CardFace({ entity, def, titles }: FaceProps) {
  const workspace = useWorkspace();
  const owner = entity.fields["owner"];
  const name = typeof owner === "string" ? workspace.member(owner)?.name : undefined;
  const context = def.context
    .filter((key) => key !== "stage" && entity.fields[key] !== undefined)
    .slice(0, 2);
  return (
    <>
      <span className="truncate font-medium">{entity.title}</span>
      <span className="flex h-4 min-w-0 gap-2 overflow-hidden text-sm text-ink-2">
        {context.map((key) => {
          const field = fieldOf(def, key);
          return (
            field && (
              <span key={key} className="flex min-w-0 whitespace-nowrap last:shrink-0">
                <FieldValue
                  def={def}
                  field={field}
                  value={entity.fields[key]}
                  titles={titles}
                  stage={entity.fields["stage"]}
                  line
                />
              </span>
            )
          );
        })}
      </span>
      <span className="flex items-center gap-2 text-sm text-ink-3 tabular-nums">
        <span className="flex-1">{entity.reference}</span>
        {name && (
          <span title={name} className="flex">
            <Initials name={name} />
            <span className="sr-only">{name}</span>
          </span>
        )}
      </span>
    </>
  );
}

const CARD_LOOK = "flex h-[76px] w-full flex-col gap-0.5 rounded border bg-raised px-2.5 py-2 text-left";

type Props = FaceProps & {
  id: string;
  top: number;
  index: number;
  total: number;
  current: boolean;
  /** Whether it may take the focus: when the board has it. */
  focus: boolean;
  lifted: boolean;
  onPress: (event: PointerEvent<HTMLElement>, entity: Entity, index: number) => void;
  onOpen: (entity: Entity, index: number, aside: boolean) => void;
};

/** A card of a board. */
export const BoardCard = memo(function BoardCard(props: Props) {
  const { id, top, index, total, entity, current, focus, lifted, onPress, onOpen } = props;
  const card = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (current && focus) card.current?.focus({ preventScroll: true });
  }, [current, focus]);
  return (
    <li
      aria-setsize={total}
      aria-posinset={index + 1}
      className="absolute inset-x-2"
      style={{ transform: `translateY(${top}px)` }}
    >
      <div
        ref={card}
        id={id}
        role="button"
        aria-roledescription="card"
        aria-pressed={lifted}
        tabIndex={current ? 0 : -1}
        data-card={entity.reference}
        onPointerDown={(event) => onPress(event, entity, index)}
        onClick={(event) => event.detail !== 0 && onOpen(entity, index, event.metaKey || event.ctrlKey)}
        onKeyDown={undefined}
        className={cx(
          CARD_LOOK,
          "touch-none hover:border-line-2",
          lifted && "border-accent opacity-50",
          current && "border-line-2 bg-selected",
        )}
      >
        <CardFace entity={entity} def={props.def} titles={props.titles} />
      </div>
    </li>
  );
});

/** The card under the pointer while it is dragged. */
export function FlyingCard({ face, at }: { face: FaceProps; at: { x: number; y: number } }) {
  return (
    <div
      aria-hidden
      className={cx(
        CARD_LOOK,
        "pointer-events-none fixed top-0 left-0 z-40 !w-64 border-accent shadow-float",
      )}
      style={{ transform: `translate(${at.x - 24}px, ${at.y - 16}px) rotate(1.5deg)` }}
    >
      <CardFace {...face} />
    </div>
  );
}
