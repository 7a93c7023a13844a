import { Bell } from "lucide-react";
import { IconButton } from "@/components/ui/button";
import { Menu, MenuAction, MenuHeading, MenuSeparator } from "@/components/ui/menu";
import { sayProblem } from "@/components/ui/toaster";
import { reminderTimes } from "@/lib/reminder-times";
import type { Entity } from "@/ipc/bindings";
import { onInstant } from "@/lib/time";
import { useNow } from "@/lib/use-now";
import { useWrite } from "@/lib/use-write";

/** When a task comes to mind again: usual times by one press. Any other is written into the field. */
export function ReminderMenu({ entity }: { entity: Entity }) {
  const now = useNow();
  const write = useWrite();
  const { due, remind_at: set } = entity.fields;
  const remind = (at: string | null) =>
    void write("entity_update", { id: entity.id, revision: entity.revision, patch: { remind_at: at } }).catch(
      sayProblem,
    );
  return (
    <Menu
      align="end"
      trigger={
        <IconButton label="Choose a time for the reminder" small>
          <Bell size={13} />
        </IconButton>
      }
    >
      <MenuHeading>Remind me</MenuHeading>
      {reminderTimes(now, typeof due === "string" ? due : undefined).map(({ label, at }) => (
        <MenuAction key={at} checked={set === at} onSelect={() => remind(at)}>
          {label}
        </MenuAction>
      ))}
      {typeof set === "string" && (
        <>
          <MenuSeparator />
          <MenuAction onSelect={() => remind(null)}>Not at {onInstant(set, now)}</MenuAction>
        </>
      )}
    </Menu>
  );
}
