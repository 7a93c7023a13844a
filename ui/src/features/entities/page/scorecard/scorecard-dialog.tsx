import { Plus, X } from "lucide-react";
import { useRef, useState } from "react";
import { Button, IconButton } from "@/components/ui/button";
import { Dialog, DialogFoot } from "@/components/ui/dialog";
import { FormField } from "@/components/ui/form-field";
import { Input, TextArea } from "@/components/ui/input";
import { Segmented } from "@/components/ui/segmented";
import type { Entity, Recommendation } from "@/ipc/bindings";
import { asFailure } from "@/ipc/call";
import { draftText, keepDraftText } from "@/lib/draft-texts";
import { keyText } from "@/lib/keys";
import { sentence } from "@/lib/sentence";
import { useWrite } from "@/lib/use-write";
import { sameValue } from "@/lib/values";
import { RECOMMENDATIONS, USUAL_CRITERIA } from "./score-words";
import { ScoreChoice } from "./score-choice";
import {
  LAST_CRITERIA,
  newDraft,
  ratingsOf,
  readCriteria,
  readDraft,
  refusal,
  rowsOf,
  written,
  type Refusal,
  type Row,
  type ScorecardDraft,
} from "./scorecard-draft";

type Props = { entity: Entity; onClose: () => void };

/** What one person thinks of a candidate: criteria rated, what they would do, and why. Kept as a draft until added. */
export function ScorecardDialog({ entity, onClose }: Props) {
  const write = useWrite();
  const draftKey = `scorecard:${entity.id}`;
  const [draft, setDraft] = useState<ScorecardDraft>(
    () => readDraft(draftText(draftKey)) ?? newDraft(readCriteria(draftText(LAST_CRITERIA))),
  );
  const [problem, setProblem] = useState<Refusal>();
  const [busy, setBusy] = useState(false);
  const rowList = useRef<HTMLUListElement>(null);
  const firstScore = useRef<HTMLElement>(null);
  const { rows, recommendation, text } = draft;
  const names = rows.map(({ criterion }) => criterion);

  function change(part: Partial<ScorecardDraft>) {
    const next = { ...draft, ...part };
    setDraft(next);
    setProblem(undefined);
    keepDraftText(draftKey, written(next));
  }

  function changeRow(id: number, part: Partial<Row>) {
    change({ rows: rows.map((row) => (row.id === id ? { ...row, ...part } : row)) });
  }

  /** The name field of a row once it is there: where typing goes on. */
  function focusName(index: number) {
    setTimeout(() => rowList.current?.querySelectorAll<HTMLElement>("[data-criterion]")[index]?.focus(), 0);
  }

  function addRow() {
    change({
      rows: [...rows, { id: Math.max(-1, ...rows.map(({ id }) => id)) + 1, criterion: "", score: null }],
    });
    focusName(rows.length);
  }

  function removeRow(index: number) {
    change({ rows: rows.filter((_, at) => at !== index) });
    focusName(Math.max(0, index - 1));
  }

  async function add() {
    if (busy) return;
    const wrong = refusal(draft);
    setProblem(wrong);
    if (wrong || recommendation === null) return;
    setBusy(true);
    try {
      const ratings = ratingsOf(rows);
      await write("scorecard_add", { candidate: entity.id, ratings, recommendation, text: text.trim() });
      const used = names.map((name) => name.trim()).filter((name) => name !== "");
      keepDraftText(LAST_CRITERIA, sameValue(used, USUAL_CRITERIA) ? "" : JSON.stringify(used));
      keepDraftText(draftKey, "");
      onClose();
    } catch (error) {
      setProblem({ at: "rows", message: asFailure(error).message });
    } finally {
      setBusy(false);
    }
  }

  return (
    <Dialog
      open
      onClose={onClose}
      initialFocus={firstScore}
      title={`Scorecard of ${entity.title}`}
      className="-ml-[min(320px,48vw)] w-[min(640px,96vw)]"
    >
      <form
        noValidate
        className="flex flex-col gap-4 p-4"
        onSubmit={(event) => {
          event.preventDefault();
          void add();
        }}
        onKeyDown={(event) => {
          if (event.key !== "Enter" || !(event.metaKey || event.ctrlKey)) return;
          event.preventDefault();
          void add();
        }}
      >
        <section aria-label="Criteria" className="flex flex-col gap-1.5">
          <ul
            ref={(list) => {
              rowList.current = list;
              firstScore.current = list?.querySelector<HTMLElement>("[role=radio]") ?? null;
            }}
            className="flex flex-col gap-1.5"
          >
            {rows.map((row, index) => (
              <li key={row.id} className="flex flex-wrap items-center gap-2">
                <Input
                  data-criterion
                  aria-label={`Name of criterion ${index + 1}`}
                  placeholder="What is rated"
                  maxLength={60}
                  className="min-w-32 flex-1"
                  value={row.criterion}
                  onChange={(event) => changeRow(row.id, { criterion: event.target.value })}
                  onKeyDown={(event) => {
                    // Enter goes on to the rating, as in a table; it adds nothing by accident.
                    if (event.key !== "Enter" || event.ctrlKey || event.metaKey) return;
                    event.preventDefault();
                    event.currentTarget
                      .closest("li")
                      ?.querySelector<HTMLElement>("[role=radio][tabindex='0']")
                      ?.focus();
                  }}
                />
                <ScoreChoice
                  label={`Score of ${row.criterion.trim() || `criterion ${index + 1}`}`}
                  value={row.score}
                  onChange={(score) => changeRow(row.id, { score })}
                />
                <IconButton
                  label={`Remove ${row.criterion.trim() || `criterion ${index + 1}`}`}
                  disabled={rows.length === 1}
                  onClick={() => removeRow(index)}
                >
                  <X size={14} />
                </IconButton>
              </li>
            ))}
          </ul>
          <div className="flex flex-wrap items-center gap-2">
            <Button variant="quiet" icon={<Plus size={13} />} className="-ml-2.5" onClick={addRow}>
              Add a criterion
            </Button>
            {!sameValue(names, USUAL_CRITERIA) && (
              <Button
                variant="quiet"
                onClick={() => change({ rows: withScores(rowsOf(USUAL_CRITERIA), rows) })}
              >
                Use the usual four
              </Button>
            )}
            <span className="text-sm text-ink-3">What you do not rate is left out.</span>
          </div>
          <Problem problem={problem} at="rows" />
        </section>
        <section aria-label="Recommendation" className="flex flex-col items-start gap-1.5">
          <h3 className="text-sm font-medium text-ink-2">What would you do?</h3>
          <Segmented<Recommendation | "">
            label="Recommendation"
            value={recommendation ?? ""}
            options={RECOMMENDATIONS.map(({ value, word }) => ({ value, label: word }))}
            onChange={(next) => next !== "" && change({ recommendation: next })}
          />
          <Problem problem={problem} at="recommendation" />
        </section>
        <FormField label="Why" hint="What you saw and heard, in Markdown if you like. The team reads it.">
          {(control) => (
            <TextArea
              {...control}
              rows={4}
              value={text}
              onChange={(event) => change({ text: event.target.value })}
            />
          )}
        </FormField>
        <DialogFoot>
          <span className="min-w-40 flex-1 text-sm text-ink-3">
            {keyText("mod+enter")} adds it. Closing keeps a draft.
          </span>
          <Button onClick={onClose}>Close</Button>
          <Button type="submit" variant="primary" disabled={busy}>
            Add the scorecard
          </Button>
        </DialogFoot>
      </form>
    </Dialog>
  );
}

/** The rows with the scores that were given to criteria of the same name. */
function withScores(rows: Row[], before: readonly Row[]): Row[] {
  return rows.map((row) => ({
    ...row,
    score: before.find(({ criterion }) => criterion === row.criterion)?.score ?? null,
  }));
}

function Problem({ problem, at }: { problem: Refusal | undefined; at: Refusal["at"] }) {
  if (problem?.at !== at) return null;
  return (
    <p
      role="alert"
      ref={(said) => said?.scrollIntoView({ block: "nearest" })}
      className="text-sm text-danger"
    >
      {sentence(problem.message)}
    </p>
  );
}
