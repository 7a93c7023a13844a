import { Lock, RotateCcw } from "lucide-react";
import { PlainText } from "@/components/plain-text/plain-text";
import { IconButton } from "@/components/ui/button";
import { Select } from "@/components/ui/select";
import type { Mask, MaskingPreview } from "@/ipc/bindings";
import { cx } from "@/lib/cx";
import { opening } from "@/lib/opening";
import { MASK_WORDS, maskOf, SENSITIVITY_WORDS, whyFixed, type MaskedField, type Masks } from "./masks";
import type { MaskedKind } from "./masks";

const OPTIONS = (Object.keys(MASK_WORDS) as Mask[]).map((value) => ({ value, label: MASK_WORDS[value] }));

type Props = {
  of: MaskedKind;
  masks: Masks;
  /** The newest entity of the kind, once it was looked at. */
  preview: MaskingPreview | undefined;
  /** Absent for those who may look only. */
  onChoose: ((field: MaskedField, mask: Mask) => void) | undefined;
};

/**
 * Field by field what leaves of it, beside what an entity is and what would leave of it. Where there is little room, what
 * it is has to be known.
 */
export function MaskingTable({ of: { kind, fields }, masks, preview, onChoose }: Props) {
  const reference = preview?.reference;
  return (
    <div className="overflow-x-auto rounded-md border">
      <table className="w-full min-w-[380px] table-fixed border-collapse text-left">
        <thead className="border-b bg-sunken text-sm text-ink-3">
          <tr>
            <th scope="col" className="px-3 py-1.5 font-normal @3xl:w-[21%]">
              Field
            </th>
            <th scope="col" className="hidden w-24 py-1.5 pr-3 font-normal @3xl:table-cell">
              Sensitivity
            </th>
            <th scope="col" className="w-[172px] py-1.5 pr-3 font-normal">
              What leaves
            </th>
            <th
              scope="col"
              className="hidden truncate py-1.5 pr-3 font-normal @3xl:table-cell"
              title={preview?.title}
            >
              {reference ? `${reference} as it is` : "As it is"}
            </th>
            <th scope="col" className="w-[28%] truncate py-1.5 pr-3 font-normal @3xl:w-[19%]">
              As it leaves
            </th>
          </tr>
        </thead>
        <tbody>
          {fields.map((field) => (
            <FieldRow
              key={field.key}
              field={field}
              mask={maskOf(masks, kind, field)}
              part={preview?.parts.find(({ key }) => key === field.key)}
              looked={preview !== undefined}
              onChoose={onChoose && ((mask) => onChoose(field, mask))}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}

type RowProps = {
  field: MaskedField;
  mask: Mask;
  part: MaskingPreview["parts"][number] | undefined;
  looked: boolean;
  onChoose: ((mask: Mask) => void) | undefined;
};

function FieldRow({ field, mask, part, looked, onChoose }: RowProps) {
  const { label, sensitivity, declared, fixed } = field;
  const own = !fixed && mask !== declared;
  const none = looked ? (fixed && mask === "drop" ? "never read" : "empty") : "";
  const delicate = sensitivity === "restricted" || sensitivity === "protected";
  return (
    <tr className="border-b border-line last:border-b-0">
      <th scope="row" className="h-10 px-3 font-medium" title={label}>
        <span className="block truncate">{label}</span>
        {/* Where there is no room for a column of it. */}
        <span className="block truncate text-sm font-normal text-ink-3 @3xl:hidden">
          {SENSITIVITY_WORDS[sensitivity]}
        </span>
      </th>
      <td className={cx("hidden truncate pr-3 @3xl:table-cell", delicate ? "text-ink" : "text-ink-3")}>
        {SENSITIVITY_WORDS[sensitivity]}
      </td>
      <td className="pr-3">
        {fixed ? (
          <span className="flex items-center gap-1.5 text-ink-2" title={whyFixed(field)}>
            <Lock size={12} className="shrink-0 text-ink-3" aria-hidden />
            {MASK_WORDS[mask]}
            <span className="sr-only">, fixed. {whyFixed(field)}</span>
          </span>
        ) : onChoose ? (
          <span className="flex items-center gap-1">
            <Select
              label={`What leaves of ${label}`}
              value={mask}
              options={OPTIONS}
              onChange={(next) => onChoose(next as Mask)}
            />
            {own ? (
              <IconButton
                small
                label={`${label}: back to ${MASK_WORDS[declared].toLowerCase()}, as declared`}
                onClick={() => onChoose(declared)}
              >
                <RotateCcw size={12} />
              </IconButton>
            ) : (
              <span className="w-5 shrink-0" />
            )}
          </span>
        ) : (
          <span className="text-ink-2">{MASK_WORDS[mask]}</span>
        )}
      </td>
      {part ? (
        <>
          <td className="selectable hidden pr-3 text-ink-2 @3xl:table-cell" title={part.as_it_is}>
            <Short text={part.as_it_is} />
          </td>
          <td className="selectable pr-3" title={part.as_it_leaves ?? undefined}>
            {part.as_it_leaves === null ? (
              <span className="text-ink-3">stays here</span>
            ) : part.as_it_leaves === part.as_it_is ? (
              // Said in a word, so that what differs is what one sees.
              <span className="text-ink-3">the same</span>
            ) : (
              <mark className="inline-block max-w-full rounded-sm px-1 align-middle">
                <Short text={part.as_it_leaves} />
              </mark>
            )}
          </td>
        </>
      ) : (
        <>
          <td className="hidden pr-3 text-ink-3 @3xl:table-cell">{none}</td>
          <td className="pr-3 text-ink-3">
            <span className="@3xl:hidden">{none}</span>
          </td>
        </>
      )}
    </tr>
  );
}

/** So much of a value as keeps the rows low; all of it is its title. */
function Short({ text }: { text: string }) {
  return (
    <span className="line-clamp-2 text-sm leading-4 break-words">
      <PlainText text={opening(text, 2, 120)} />
    </span>
  );
}
