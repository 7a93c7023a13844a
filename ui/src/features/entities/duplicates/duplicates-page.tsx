import { ArrowLeft, Copy } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { useAction } from "@/app/actions/registry";
import { FieldValue } from "@/components/entity/field-value";
import { KindIcon } from "@/components/entity/kind-icon";
import { When } from "@/components/entity/when";
import { Button, IconButton } from "@/components/ui/button";
import { Empty } from "@/components/ui/notice";
import { Select } from "@/components/ui/select";
import type { Alike, DuplicateGroup, Entity, Kind, KindDef } from "@/ipc/bindings";
import { useCommand } from "@/ipc/use-command";
import { count } from "@/lib/count";
import { useGo } from "@/lib/navigation";
import { fieldOf, useKind, useWorkspace } from "@/lib/workspace";
import { MergeDialog } from "../merge/merge-dialog";
import { useNotTheSame } from "./use-not-the-same";
import { whyAlike } from "./why-alike";

/** Groups that the core shows at once. */
const MOST = 100;

type Pair = { left: Entity; right: Entity; alike: Alike[] };

/** The entities of a kind that may be one, to be compared and merged pair by pair. */
export function DuplicatesPage({ kind }: { kind: Kind }) {
  const def = useKind(kind);
  const { kinds } = useWorkspace();
  const go = useGo();
  const page = useRef<HTMLElement>(null);
  const { data, error, refetch } = useCommand("duplicate_groups", { kind });
  const [pair, setPair] = useState<Pair>();
  const notTheSame = useNotTheSame();
  const groups = data?.groups;
  const plural = def.plural.toLowerCase();

  function focusNext(by: number) {
    const all = [...(page.current?.querySelectorAll<HTMLElement>("[data-compare]") ?? [])];
    const now = all.indexOf(document.activeElement as HTMLElement);
    all[Math.max(0, Math.min(all.length - 1, now < 0 ? 0 : now + by))]?.focus();
  }

  const rows = () => [...(page.current?.querySelectorAll<HTMLElement>("[data-compare]") ?? [])];

  /** Where the pair was stands the next one, or nothing: the focus goes on from there. */
  async function dismiss({ left, right }: Pair) {
    const at = rows().findIndex((row) => row.dataset["compare"] === `${left.id} ${right.id}`);
    if (!(await notTheSame(left, right))) return;
    setTimeout(() => (rows()[Math.min(at, rows().length - 1)] ?? page.current)?.focus(), 0);
  }

  useAction("list.down", () => focusNext(1));
  useAction("list.up", () => focusNext(-1));
  useAction("entity.close", () => go.list(kind));
  useEffect(() => {
    const now = document.activeElement;
    if (!now || now === document.body) page.current?.focus({ preventScroll: true });
  }, []);

  return (
    <section
      ref={page}
      tabIndex={-1}
      aria-label={`Duplicates among ${plural}`}
      className="@container flex min-h-0 flex-1 flex-col outline-none"
    >
      <header className="flex min-h-11 shrink-0 items-center gap-2 border-b px-3">
        <IconButton label={`Back to ${plural}`} keys="esc" onClick={() => go.list(kind)}>
          <ArrowLeft size={15} />
        </IconButton>
        <h1 className="font-semibold">Duplicates</h1>
        <span className="w-40">
          <Select
            label="Kind"
            value={kind}
            options={kinds.map((each) => ({
              value: each.kind,
              label: each.plural,
              icon: <KindIcon kind={each.kind} />,
            }))}
            onChange={(next) => go.duplicates(next as Kind)}
          />
        </span>
        <span role="status" className="text-ink-3">
          {groups &&
            (groups.length >= MOST
              ? `the first ${MOST}; more come when these are settled`
              : count(groups.length, "group", "groups"))}
        </span>
      </header>
      {error ? (
        <Empty
          title="The duplicates could not be looked for"
          actions={<Button onClick={() => void refetch()}>Try again</Button>}
        >
          {error.message}
        </Empty>
      ) : !groups ? (
        <p role="status" className="p-5 text-ink-3">
          Looking for {plural} that share an address, a number or a name…
        </p>
      ) : groups.length === 0 ? (
        <Empty
          icon={<Copy size={26} />}
          title="No duplicates found"
          actions={<Button onClick={() => go.list(kind)}>Go to {plural}</Button>}
        >
          No two {plural} share an email address, a phone number, or name and company. Pairs that somebody
          said are not the same are left out.
        </Empty>
      ) : (
        <ul className="min-h-0 flex-1 overflow-y-auto" aria-label="Groups">
          {groups.map((group) => (
            <Group
              key={group.entities.map(({ id }) => id).join()}
              def={def}
              group={group}
              onCompare={setPair}
              onDismiss={(each) => void dismiss(each)}
            />
          ))}
        </ul>
      )}
      {pair && (
        <MergeDialog {...pair} onClose={() => setPair(undefined)} onMerged={() => page.current?.focus()} />
      )}
    </section>
  );
}

type GroupProps = {
  def: KindDef;
  group: DuplicateGroup;
  onCompare: (pair: Pair) => void;
  onDismiss: (pair: Pair) => void;
};

function Group({ def, group, onCompare, onDismiss }: GroupProps) {
  const go = useGo();
  const { entities, alike } = group;
  const [oldest] = entities;
  return (
    <li className="border-b px-4 py-2.5">
      <p className="mb-1 text-sm text-ink-3">{whyAlike(alike)}</p>
      <ul className="flex flex-col">
        {entities.map((entity) => (
          <li
            key={entity.id}
            className="flex min-h-8 min-w-0 flex-wrap items-center gap-x-3 @3xl:flex-nowrap"
          >
            <button
              type="button"
              onClick={() => go.entity(entity.reference)}
              className="flex min-w-40 flex-1 items-baseline gap-2.5 rounded-sm hover:underline @3xl:min-w-0 @3xl:flex-initial"
            >
              <span className="w-16 shrink-0 text-left text-sm text-ink-3 tabular-nums">
                {entity.reference}
              </span>
              <span className="truncate font-medium">{entity.title}</span>
            </button>
            <span className="hidden min-w-0 flex-1 gap-3 overflow-hidden text-sm whitespace-nowrap text-ink-2 @3xl:flex">
              {def.context.flatMap((key) => {
                const field = fieldOf(def, key);
                const value = entity.fields[key];
                if (!field || value === undefined) return [];
                const { fields } = entity;
                return [
                  <span key={key} className="flex min-w-0">
                    <FieldValue
                      def={def}
                      field={field}
                      value={value}
                      titles={[]}
                      stage={fields["stage"]}
                      line
                    />
                  </span>,
                ];
              })}
            </span>
            <When at={entity.created_at} className="shrink-0 text-sm text-ink-3" />
            <span className="flex w-full shrink-0 justify-end gap-1.5 empty:hidden @3xl:w-72 @3xl:empty:flex">
              {oldest && entity !== oldest && (
                <>
                  <Button
                    variant="quiet"
                    aria-label={`${oldest.reference} and ${entity.reference} are not the same`}
                    onClick={() => onDismiss({ left: oldest, right: entity, alike })}
                  >
                    Not the same
                  </Button>
                  <Button
                    data-compare={`${oldest.id} ${entity.id}`}
                    aria-label={`Compare ${oldest.reference} and ${entity.reference}`}
                    onClick={() => onCompare({ left: oldest, right: entity, alike })}
                  >
                    {entities.length > 2 ? `Compare with ${oldest.reference}` : "Compare"}
                  </Button>
                </>
              )}
            </span>
          </li>
        ))}
      </ul>
    </li>
  );
}
