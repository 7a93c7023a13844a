import { ask, sayProblem } from "@/components/ui/toaster";
import { call } from "@/ipc/call";
import { useEvent } from "@/ipc/events";
import { useGo } from "@/lib/navigation";
import { localDay, onDay } from "@/lib/time";
import { useWrite } from "@/lib/use-write";
import { inAnHour, tomorrow } from "@/lib/reminder-times";

/** Brings the reminders of tasks as they come, with what can be done about each at once. */
export function Reminders() {
  const go = useGo();
  const write = useWrite();

  async function again(reference: string, at: string | undefined) {
    if (!at) return;
    const { entity } = await call("entity_get", { entity: reference });
    await write("entity_update", { id: entity.id, revision: entity.revision, patch: { remind_at: at } });
  }

  useEvent("reminder", ({ entity: reference, title, due }) => {
    const now = Date.now();
    const when = due ? ` · due ${onDay(due, localDay(now))}` : "";
    ask(title, `Reminder of ${reference}${when}`, [
      { label: "Open", run: () => go.entity(reference) },
      { label: "In 1 hour", run: () => void again(reference, inAnHour(Date.now())).catch(sayProblem) },
      { label: "Tomorrow", run: () => void again(reference, tomorrow(Date.now())).catch(sayProblem) },
    ]);
  });
  return null;
}
