import { CalendarClock } from "lucide-react";
import { Fragment } from "react";
import type { FieldDef, KindDef, TitleOf, Value } from "@/ipc/bindings";
import { cx } from "@/lib/cx";
import { formatMoney } from "@/lib/money";
import { instant, localDay, onDay, onInstant, wholeDay } from "@/lib/time";
import { useNow } from "@/lib/use-now";
import { isMoney, texts } from "@/lib/values";
import { stageOf } from "@/lib/workspace";
import { MemberName } from "./member-name";
import { StagePill } from "./stage-pill";
import { Tag } from "./tag";

type Props = {
  def: KindDef;
  field: FieldDef;
  value: Value | undefined;
  titles: readonly TitleOf[];
  /** The stage, so that a due date in the past is only overdue while the work is open. */
  stage: unknown;
  /** Whether a ticket got its first answer, where that is known: before, the target of the answer can be missed. */
  answered?: boolean;
  /** In one line, as in a list. */
  line?: boolean;
};

/** A value as people read it, by the field's declaration. */
export function FieldValue({ def, field, value, titles, stage, answered, line }: Props) {
  if (value === undefined) return null;
  if (isMoney(value)) return <span className="tabular-nums">{formatMoney(value)}</span>;
  if (typeof value === "boolean") return <span>{value ? "Yes" : "No"}</span>;
  if (typeof value === "number") return <span className="tabular-nums">{value.toLocaleString("en")}</span>;
  if (Array.isArray(value)) return <Many field={field} values={value} line={line ?? false} />;
  const isToDo = () =>
    stageOf(def, stage)?.class === "open" && (field.key !== FIRST_ANSWER || answered === false);
  switch (field.ty.type) {
    case "stage":
      return <StagePill def={def} stage={value} />;
    case "member":
      return <MemberName id={value} />;
    case "select":
      return (
        <span className="truncate">{field.ty.choices.find(({ key }) => key === value)?.label ?? value}</span>
      );
    case "entity": {
      const to = titles.find(({ id }) => id === value);
      return <span className={line ? "truncate" : "break-words"}>{to ? to.title : value}</span>;
    }
    case "date":
    case "date_time":
      return <Day field={field} value={value} counts={DEADLINES.has(field.key) && isToDo()} />;
    default:
      return (
        <span className={line ? "truncate" : "break-words whitespace-pre-wrap"}>
          {line ? value : <Breaking text={value} />}
        </span>
      );
  }
}

// What a missed date means is the core's to say (`has:overdue`); these are the fields it looks at.
const FIRST_ANSWER = "first_response_due";
const DEADLINES = new Set(["close_date", "due", "due_at", FIRST_ANSWER]);

type DayProps = {
  field: FieldDef;
  value: string;
  /** Whether it is late when it has passed. */
  counts: boolean;
};

function Day({ field, value, counts }: DayProps) {
  const now = useNow();
  const whole = field.ty.type === "date";
  const day = whole ? value : localDay(Date.parse(value));
  const late = counts && (whole ? day < localDay(now) : Date.parse(value) < now);
  return (
    <time
      dateTime={value}
      title={whole ? wholeDay(value) : instant(Date.parse(value))}
      className={cx("inline-flex items-center gap-1 tabular-nums", late && "text-danger")}
    >
      {late && <CalendarClock size={13} aria-label="overdue" />}
      {whole ? onDay(value, localDay(now)) : onInstant(value, now)}
    </time>
  );
}

function Many({ field, values, line }: { field: FieldDef; values: string[]; line: boolean }) {
  if (field.key === "tags" || field.key === "skills") {
    const shown = line ? values.slice(0, 3) : values;
    return (
      <span className={cx("flex items-center gap-1", !line && "flex-wrap")}>
        {shown.map((value) => (
          <Tag key={value}>{value}</Tag>
        ))}
        {values.length > shown.length && (
          <span className="text-xs text-ink-3">+{values.length - shown.length}</span>
        )}
      </span>
    );
  }
  if (line) {
    return (
      <span className="truncate">
        {values[0]}
        {values.length > 1 && <span className="text-ink-3"> +{values.length - 1}</span>}
      </span>
    );
  }
  return (
    <span className="flex flex-col">
      {texts(values).map((value) => (
        <span key={value} className="break-words">
          <Breaking text={value} />
        </span>
      ))}
    </span>
  );
}

/** A text that breaks, where it must, behind the signs of an address rather than inside its words. */
function Breaking({ text }: { text: string }) {
  if (text.includes(" ")) return text;
  return (text.match(/[^@/.]+[@/.]*|[@/.]+/g) ?? []).map((part, index) => (
    <Fragment key={index}>
      {index > 0 && <wbr />}
      {part}
    </Fragment>
  ));
}
