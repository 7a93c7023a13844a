import { Copy } from "lucide-react";
import { useEffect, useState } from "react";
import type { Entity, Kind, KindDef, Value } from "@/ipc/bindings";
import { call } from "@/ipc/call";
import { texts } from "@/lib/values";
import { titleKeys } from "@/lib/workspace";
import { filterWord, subjectsOf } from "../list/filter-words";

const REST_MS = 300;
const SHOWN = 3;

type Props = { def: KindDef; values: Record<string, Value | null>; onOpen: (entity: Entity) => void };

/** While an entity is made: those that are there already with the same address, number or name. */
export function PossibleDuplicates({ def, values, onOpen }: Props) {
  const filters = filtersOf(def, values);
  const asked = filters.join("\n");
  const [found, setFound] = useState<{ asked: string; entities: Entity[] }>({ asked: "", entities: [] });
  useEffect(() => {
    if (asked === "") return;
    let live = true;
    const timer = setTimeout(() => {
      void alike(def.kind, asked.split("\n")).then((entities) => live && setFound({ asked, entities }));
    }, REST_MS);
    return () => {
      live = false;
      clearTimeout(timer);
    };
  }, [asked, def.kind]);
  const shown = found.asked === asked ? found.entities : [];
  return (
    <div aria-live="polite" className="col-span-2 empty:hidden">
      {shown.length > 0 && (
        <p className="flex flex-wrap items-center gap-x-1.5 gap-y-1 text-sm text-ink-2">
          <Copy size={13} aria-hidden className="shrink-0 text-warn" />
          May be here already:
          {shown.map((entity) => (
            <button
              key={entity.id}
              type="button"
              onClick={() => onOpen(entity)}
              className="h-6 max-w-64 truncate rounded-sm border border-line-2 px-1.5 hover:bg-hover"
            >
              {entity.reference} {entity.title}
            </button>
          ))}
        </p>
      )}
    </div>
  );
}

/** What would make it the same as another one: each address, each number, the whole name. */
function filtersOf(def: KindDef, values: Record<string, Value | null>): string[] {
  const subjects = subjectsOf(def);
  const word = (key: string, value: string) => {
    const subject = subjects.find((each) => each.key === key);
    return subject ? filterWord(subject, "is", [value]) : undefined;
  };
  const identifying = def.fields.filter(
    ({ ty, many }) => many && (ty.type === "email" || ty.type === "phone"),
  );
  const each = identifying.flatMap(({ key }) => texts(values[key]).map((value) => word(key, value)));
  const names = titleKeys(def).map((key) => {
    const value = values[key];
    return typeof value === "string" && value.trim().length > 1 ? word(key, value) : undefined;
  });
  const name = names.every((part) => part !== undefined) ? [names.join(" ")] : [];
  return [...each.filter((part) => part !== undefined), ...name];
}

async function alike(kind: Kind, filters: readonly string[]): Promise<Entity[]> {
  const pages = await Promise.all(
    filters.map((filter) =>
      call("entity_list", { kind, filter, sort: [], offset: 0, limit: SHOWN }).then(
        // What was not understood would show everybody.
        ({ entities, issues }) => (issues.length > 0 ? [] : entities),
        // A courtesy: without it the entity can still be made.
        () => [],
      ),
    ),
  );
  const unique = new Map(pages.flat().map((entity) => [entity.id, entity]));
  return [...unique.values()].slice(0, SHOWN);
}
