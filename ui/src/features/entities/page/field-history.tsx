import { History } from "lucide-react";
import { useState } from "react";
import { ActorName } from "@/components/entity/actor-name";
import { When } from "@/components/entity/when";
import { IconButton } from "@/components/ui/button";
import { Popover } from "@/components/ui/popover";
import type { Entity, FieldDef, KindDef, TitleOf } from "@/ipc/bindings";
import { useCommand } from "@/ipc/use-command";
import { keysOf } from "@/app/actions/catalogue";
import { localDay } from "@/lib/time";
import { useNow } from "@/lib/use-now";
import { useWorkspace } from "@/lib/workspace";
import { OldAndNew } from "./activity/change-words";

type Props = { entity: Entity; def: KindDef; field: FieldDef; titles: readonly TitleOf[] };

/** Who made of a field what it is, and when. By H on the field, or by its sign beside it. */
export function FieldHistory(props: Props) {
  const [open, setOpen] = useState(false);
  return (
    <Popover
      label={`History of ${props.field.label}`}
      open={open}
      onOpenChange={setOpen}
      align="end"
      className="max-h-80 w-80 overflow-y-auto p-3"
      trigger={
        <IconButton
          label={`History of ${props.field.label}`}
          keys={keysOf("entity.field-history")}
          small
          // Reached by its key from the field; a stop for each field would double the way through the page.
          tabIndex={-1}
          data-history={props.field.key}
          className="bg-ground opacity-0 group-hover/field:opacity-100 focus-visible:opacity-100 data-[popup-open]:opacity-100"
        >
          <History size={12} />
        </IconButton>
      }
    >
      {open && <FieldChanges {...props} />}
    </Popover>
  );
}

function FieldChanges({ entity, def, field, titles }: Props) {
  const workspace = useWorkspace();
  const now = useNow();
  const { data, error } = useCommand("entity_history", { entity: entity.id });
  const context = { workspace, titles, now, today: localDay(now) };
  const changes = data?.changes.filter((change) => change.field === field.key && change.op === "update");
  return (
    <div className="flex flex-col gap-2">
      <h3 className="text-sm font-semibold text-ink-3">{field.label}</h3>
      {error && <p role="alert">{error.message}</p>}
      {changes?.length === 0 && (
        <p className="text-ink-2">Never changed since {entity.reference} was made.</p>
      )}
      <ol className="flex flex-col gap-2">
        {changes?.map((change) => (
          <li key={change.seq} className="selectable">
            <p className="break-words">
              <OldAndNew change={change} def={def} context={context} />
            </p>
            <p className="text-sm text-ink-3">
              <ActorName actor={change.actor} /> · <When at={change.at} />
            </p>
          </li>
        ))}
      </ol>
    </div>
  );
}

/** Opens the history of the field that has the focus. */
export function openFieldHistory() {
  const field = document.activeElement?.closest<HTMLElement>("[data-field]")?.dataset["field"];
  if (field) document.querySelector<HTMLElement>(`[data-history="${field}"]`)?.click();
}
