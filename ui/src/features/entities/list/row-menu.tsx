import { Fragment, useRef, type RefObject } from "react";
import { action, keysOf, type ActionId } from "@/app/actions/catalogue";
import { runAction, useLiveActions } from "@/app/actions/registry";
import { MenuAction, MenuAt, MenuSeparator, type Point } from "@/components/ui/menu";

/** What can be done with one row: those of the panel lead to its page. */
const ONE: readonly (readonly ActionId[])[] = [
  ["list.open", "list.open-beside", "list.select"],
  ["entity.edit", "entity.stage", "entity.assign", "entity.tag", "entity.note"],
  ["entity.summary", "entity.suggestions", "entity.similar", "entity.ask"],
  ["entity.archive", "entity.restore", "entity.trash"],
];

/** With all that are chosen. */
const MANY: readonly (readonly ActionId[])[] = [
  ["entity.edit", "entity.stage", "entity.assign", "entity.tag"],
  ["entity.archive", "entity.restore", "entity.trash"],
  ["list.clear"],
];

type Props = {
  /** What it is about: a reference, or how many rows. */
  about: string;
  many: boolean;
  at: Point;
  open: boolean;
  onClose: () => void;
  returnTo: RefObject<HTMLElement | null>;
};

/** The menu of a row, or of the rows that are chosen: what the list can do now, with its keys. */
export function RowMenu({ about, many, at, open, onClose, returnTo }: Props) {
  const live = useLiveActions();
  const chosen = useRef<ActionId>(undefined);
  const groups = (many ? MANY : ONE)
    .map((group) => group.filter((id) => live.has(id)))
    .filter((group) => group.length > 0);
  return (
    <MenuAt
      label={`Actions for ${about}`}
      at={at}
      open={open}
      onClose={onClose}
      // What it opens takes the focus, and must not lose it to the list that gets it back first.
      onClosed={() => {
        const id = chosen.current;
        chosen.current = undefined;
        if (id) runAction(id);
      }}
      returnTo={returnTo}
    >
      {groups.map((group, index) => (
        <Fragment key={group[0]}>
          {index > 0 && <MenuSeparator />}
          {group.map((id) => (
            <MenuAction
              key={id}
              keys={keysOf(id)}
              danger={id === "entity.trash"}
              onSelect={() => (chosen.current = id)}
            >
              {action(id).title}
            </MenuAction>
          ))}
        </Fragment>
      ))}
    </MenuAt>
  );
}
