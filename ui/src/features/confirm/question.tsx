import { RotateCcw, Sparkles, TriangleAlert } from "lucide-react";
import { useId, useState, type ReactNode } from "react";
import { PlainText } from "@/components/plain-text/plain-text";
import { When } from "@/components/entity/when";
import { FormField } from "@/components/ui/form-field";
import { TextArea } from "@/components/ui/input";
import type { ConfirmationView, ShownArgument } from "@/ipc/bindings";
import { cx } from "@/lib/cx";
import { sentence } from "@/lib/sentence";
import { instant } from "@/lib/time";
import { SENTENCE } from "./answer-bar";
import { isDropped, type Draft, type StepLine } from "./edits";
import { ShownArguments } from "./shown-arguments";
import { ShownChanges } from "./shown-changes";
import { ShownSteps } from "./shown-steps";

type Props = {
  first: ConfirmationView;
  now: ConfirmationView;
  lines: readonly StepLine[];
  draft: Draft;
  onDraft: (draft: Draft) => void;
};

/** All that a person has to know to answer. */
export function Question({ first, now, lines, draft, onDraft }: Props) {
  const keep = (path: string, kept: boolean) =>
    onDraft({ ...draft, drop: kept ? draft.drop.filter((gone) => gone !== path) : [...draft.drop, path] });
  const type = (path: string, text: string | undefined) => {
    const { [path]: _, ...others } = draft.texts;
    onDraft({ ...draft, texts: text === undefined ? others : { ...others, [path]: text } });
  };
  const args = argumentsOf(first, now, draft);
  return (
    <>
      <header className="flex flex-col gap-1">
        <p className="flex flex-wrap items-center gap-x-2 text-sm text-ink-3">
          {first.by_ai && <Sparkles size={13} aria-hidden />}
          <PlainText text={first.asked_by} className="text-ink-2" />
          <span>
            asked <When at={first.card.opened_at} />, waits until {instant(first.card.expires_at)}
          </span>
        </p>
        <h2 id={SENTENCE} className="selectable text-xl font-semibold">
          <PlainText text={sentence(now.card.sentence)} />
        </h2>
        {now.digest !== first.digest && (
          <p className="text-ink-2">You changed it: what counts is what stands below.</p>
        )}
        <Consequence destructive={now.destructive} reversible={now.reversible} />
      </header>

      {first.reason !== "" && (
        <section
          aria-label="Reason"
          className={cx(
            "border-l-2 px-3 py-2",
            first.by_ai ? "border-accent bg-accent-wash" : "border-line-2 bg-sunken",
          )}
        >
          <h3 className="text-sm text-ink-3">
            {first.by_ai ? "Why, in the words of the model" : "Why, by a rule over your data"}
          </h3>
          <p className="selectable">
            <PlainText text={first.reason} />
          </p>
        </section>
      )}

      {(lines.length > 1 || lines.some(({ path }) => path !== null)) && (
        <Part title="What is to be done">
          <ShownSteps steps={lines} onKeep={keep} />
        </Part>
      )}

      <Part title="What changes" about="Found out by doing it and taking it back.">
        <ShownChanges changes={now.changes} />
      </Part>

      {args.length > 0 && (
        <Part title="What it was asked with">
          <ShownArguments arguments={args} texts={draft.texts} onType={type} />
        </Part>
      )}

      <FormField
        label={first.by_ai ? "A note to the assistant" : "A note"}
        hint={
          first.by_ai
            ? "Not needed. It reads this with your answer, so say what would be right instead."
            : "Not needed. It is kept with your answer."
        }
      >
        {(control) => (
          <TextArea
            {...control}
            rows={2}
            value={draft.note}
            onChange={(event) => onDraft({ ...draft, note: event.target.value })}
          />
        )}
      </FormField>

      <Exactly view={now} />
    </>
  );
}

function Consequence({ destructive, reversible }: { destructive: boolean; reversible: boolean }) {
  const Icon = destructive ? TriangleAlert : RotateCcw;
  return (
    <p className={cx("flex items-center gap-1.5", destructive ? "font-medium text-danger" : "text-ink-2")}>
      <Icon size={14} className="shrink-0" aria-hidden />
      {destructive && "This takes something away. "}
      {reversible ? "One undo takes all of it back." : "It cannot be undone."}
    </p>
  );
}

function Part({ title, about, children }: { title: string; about?: string; children: ReactNode }) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="flex flex-col gap-1.5">
      <h3 id={id} className="font-semibold">
        {title}
        {about && <span className="pl-2 text-sm font-normal text-ink-3">{about}</span>}
      </h3>
      {children}
    </section>
  );
}

/** What the words above were made from. */
function Exactly({ view }: { view: ConfirmationView }) {
  const [open, setOpen] = useState(false);
  const { card: _, ...exactly } = view;
  return (
    <details className="text-sm" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary className="w-fit rounded text-ink-3 hover:text-ink">Exactly what would be carried out</summary>
      {open && (
        <pre className="selectable mt-1.5 max-h-80 overflow-auto rounded-md border bg-sunken p-2">
          <PlainText mono text={JSON.stringify(exactly, null, 2)} />
        </pre>
      )}
    </details>
  );
}

/** The arguments as they were first, without those that are left out, and what only the edited ones bring to type. */
function argumentsOf(first: ConfirmationView, now: ConfirmationView, draft: Draft): ShownArgument[] {
  const known = new Set(first.arguments.map(({ path }) => path));
  return [
    ...first.arguments.filter(({ path }) => !isDropped(path, draft.drop)),
    ...now.arguments.filter(({ path, must_type }) => must_type && !known.has(path)),
  ];
}
