import { Archive, Trash2 } from "lucide-react";
import { Markdown } from "@/components/markdown/markdown";
import { LinkOut } from "@/components/markdown/link-out";
import { Notice } from "@/components/ui/notice";
import { useCommand } from "@/ipc/use-command";
import { opening } from "@/lib/opening";
import { isGuarded, titleKeys, useWorkspace } from "@/lib/workspace";
import { ActorName } from "./actor-name";
import { addressesOf } from "./field-links";
import { FieldValue } from "./field-value";
import { KindIcon } from "./kind-icon";
import { StagePill } from "./stage-pill";
import { timelineLook } from "./timeline-look";
import { When } from "./when";

type Props = { reference: string; compact?: boolean };

/**
 * An entity in short: what it is, its values, its last notes, its links. Read only. Compact it stands beside a list
 * that has the focus, so nothing in it can be followed.
 */
export function EntityPreview({ reference, compact }: Props) {
  const workspace = useWorkspace();
  const { data, error } = useCommand("entity_get", { entity: reference }, { keepPrevious: true });
  if (error) {
    return (
      <Notice tone="danger" title={`${reference} cannot be shown`} className="m-3">
        {error.message}
      </Notice>
    );
  }
  if (!data) return null;
  const { entity, timeline, links, titles } = data;
  const def = workspace.kind(entity.kind);
  const inTitle = new Set(titleKeys(def));
  const shown = def.fields.filter(
    (field) =>
      field.key !== "stage" &&
      !inTitle.has(field.key) &&
      !isGuarded(field) &&
      entity.fields[field.key] !== undefined,
  );
  const stage = entity.fields["stage"];
  const long = shown.filter(({ ty }) => ty.type === "long_text");
  const short = shown.filter((field) => !long.includes(field));
  return (
    <article aria-label={entity.title} className="selectable flex flex-col gap-3 p-4">
      <header className="flex flex-col gap-1">
        <div className="flex items-center gap-2 text-sm text-ink-3">
          <KindIcon kind={entity.kind} label={def.singular} />
          <span className="tabular-nums">{entity.reference}</span>
          <span className="flex-1" />
          <When at={entity.updated_at} />
        </div>
        <h2 className="text-lg font-semibold break-words">{entity.title}</h2>
        <div className="flex items-center gap-3 text-sm">
          <StagePill def={def} stage={typeof stage === "string" ? stage : undefined} />
          {entity.deleted_at !== null && (
            <span className="inline-flex items-center gap-1 text-danger">
              <Trash2 size={12} aria-hidden /> In the trash
            </span>
          )}
          {entity.archived_at !== null && (
            <span className="inline-flex items-center gap-1 text-ink-3">
              <Archive size={12} aria-hidden /> Archived
            </span>
          )}
        </div>
      </header>
      <dl className="grid grid-cols-[92px_minmax(0,1fr)] gap-x-3 gap-y-1.5 text-sm">
        {short.slice(0, compact ? 8 : 40).map((field) => (
          <div key={field.key} className="contents">
            <dt className="truncate text-ink-3" title={field.label}>
              {field.label}
            </dt>
            <dd className="max-h-24 min-w-0 overflow-hidden break-words">
              {!compact && addressesOf(field, entity.fields[field.key]).length > 0 ? (
                addressesOf(field, entity.fields[field.key]).map((address) => (
                  <span key={address} className="block">
                    <LinkOut address={address}>{address}</LinkOut>
                  </span>
                ))
              ) : (
                <FieldValue
                  def={def}
                  field={field}
                  value={entity.fields[field.key]}
                  titles={titles}
                  stage={stage}
                  answered={entity.fields["first_responded_at"] !== undefined}
                />
              )}
            </dd>
          </div>
        ))}
      </dl>
      {long.map((field) => (
        <section key={field.key} className="flex flex-col gap-1 border-t pt-3 text-sm">
          <h3 className="font-semibold text-ink-3">{field.label}</h3>
          <Excerpt text={String(entity.fields[field.key])} compact={compact} />
        </section>
      ))}
      {timeline.length > 0 && (
        <section className="flex flex-col gap-2 border-t pt-3">
          <h3 className="text-sm font-semibold text-ink-3">Latest</h3>
          {timeline.slice(0, compact ? 2 : 5).map((entry) => {
            const { Icon, label } = timelineLook(entry.entry);
            return (
              <div key={entry.id} className="text-sm">
                <p className="flex items-center gap-1.5 text-ink-3">
                  <Icon size={12} aria-label={label} />
                  <ActorName actor={entry.actor} />
                  <When at={entry.at} />
                </p>
                <Excerpt text={entry.text} compact={compact} />
              </div>
            );
          })}
        </section>
      )}
      {links.length > 0 && (
        <section className="flex flex-col gap-1.5 border-t pt-3">
          <h3 className="text-sm font-semibold text-ink-3">Links</h3>
          {links.slice(0, compact ? 4 : 12).map((link) => (
            <p key={`${link.id}${link.to.id}${link.role}`} className="flex items-center gap-2 text-sm">
              <KindIcon kind={link.kind} size={13} label={workspace.kind(link.kind).singular} />
              <span className="min-w-0 truncate">{link.to.title}</span>
              <span className="shrink-0 text-ink-3">{link.role}</span>
            </p>
          ))}
        </section>
      )}
    </article>
  );
}

/** How much of a text is shown; the rest is on the entity's page. */
const EXCERPT = { lines: 12, characters: 900 };
const SHORT_EXCERPT = { lines: 6, characters: 320 };

function Excerpt({ text, compact = false }: { text: string; compact: boolean | undefined }) {
  const { lines, characters } = compact ? SHORT_EXCERPT : EXCERPT;
  const shown = opening(text, lines, characters);
  return <Markdown links={!compact}>{shown.length < text.length ? `${shown}…` : shown}</Markdown>;
}
