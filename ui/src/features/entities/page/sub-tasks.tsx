import { CheckCircle2, Circle, Plus } from "lucide-react";
import { useState } from "react";
import { useTaskActs } from "@/lib/use-task-acts";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { sayProblem } from "@/components/ui/toaster";
import type { Entity, Value } from "@/ipc/bindings";
import { useCommand } from "@/ipc/use-command";
import { cx } from "@/lib/cx";
import { isComposing } from "@/lib/keys";
import { useGo } from "@/lib/navigation";
import { localDay, onDay } from "@/lib/time";
import { useNow } from "@/lib/use-now";
import { useWrite } from "@/lib/use-write";
import { useWorkspace } from "@/lib/workspace";

/** The tasks that are about this one: its steps, added where they stand and ticked off one by one. */
export function SubTasks({ entity }: { entity: Entity }) {
  const go = useGo();
  const write = useWrite();
  const { me } = useWorkspace();
  const acts = useTaskActs();
  const today = localDay(useNow());
  const [title, setTitle] = useState("");
  const { data } = useCommand(
    "entity_list",
    {
      kind: "task",
      filter: `about:${entity.reference}`,
      sort: [
        { key: "due", descending: false },
        { key: "created_at", descending: false },
      ],
      offset: 0,
      limit: 100,
    },
    { keepPrevious: true },
  );
  const steps = data?.entities ?? [];
  const done = steps.filter((task) => !acts.isOpen(task)).length;
  const writable = entity.deleted_at === null;

  async function add() {
    if (title.trim() === "") return;
    const fields: Record<string, Value> = { title: title.trim(), about: entity.id, owner: me };
    setTitle("");
    try {
      await write("entity_create", { draft: { kind: "task", fields } });
    } catch (error) {
      setTitle(title);
      sayProblem(error);
    }
  }

  return (
    <section aria-labelledby="steps-heading" className="flex flex-col gap-1">
      <h2 id="steps-heading" className="text-sm font-semibold text-ink-3">
        Sub-tasks
        {steps.length > 0 && (
          <span className="font-normal tabular-nums">
            {" "}
            {done} of {steps.length} done
          </span>
        )}
      </h2>
      <ul>
        {steps.map((task) => {
          const open = acts.isOpen(task);
          const due = task.fields["due"];
          return (
            <li key={task.id} className="flex h-8 items-center rounded hover:bg-hover">
              <button
                type="button"
                role="checkbox"
                aria-checked={!open}
                aria-label={`${task.title}: done`}
                disabled={!writable}
                onClick={() => void acts.toggleDone(task)}
                className={cx(
                  "flex size-8 shrink-0 items-center justify-center rounded",
                  open ? "text-ink-3 hover:text-good" : "text-good",
                )}
              >
                {open ? <Circle size={15} /> : <CheckCircle2 size={15} />}
              </button>
              <button
                type="button"
                onClick={() => go.entity(task.reference)}
                className="flex h-8 min-w-0 flex-1 items-center gap-2 rounded pr-2 text-left"
              >
                <span className={cx("min-w-0 truncate", !open && "text-ink-3 line-through")}>
                  {task.title}
                </span>
                <span className="flex-1" />
                {typeof due === "string" && (
                  <span
                    className={cx("text-sm tabular-nums", open && due < today ? "text-danger" : "text-ink-3")}
                  >
                    {open && due < today && <span className="sr-only">overdue, </span>}
                    {onDay(due, today)}
                  </span>
                )}
                <span className="shrink-0 text-sm text-ink-3 tabular-nums">{task.reference}</span>
              </button>
            </li>
          );
        })}
      </ul>
      {writable && (
        <div className="flex items-center gap-2">
          <span className="flex size-8 shrink-0 items-center justify-center text-ink-3">
            <Plus size={14} aria-hidden />
          </span>
          <Input
            aria-label="Add a sub-task"
            placeholder="Add a sub-task and press Enter"
            value={title}
            onChange={(event) => setTitle(event.target.value)}
            onKeyDown={(event) => {
              if (isComposing(event.nativeEvent)) return;
              if (event.key === "Enter") void add();
              else if (event.key === "Escape")
                event.currentTarget.closest("article")?.focus({ preventScroll: true });
              else return;
              event.preventDefault();
              event.stopPropagation();
            }}
          />
          {title.trim() !== "" && <Button onClick={() => void add()}>Add</Button>}
        </div>
      )}
    </section>
  );
}
