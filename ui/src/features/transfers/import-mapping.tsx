import { ArrowLeft } from "lucide-react";
import { useState } from "react";
import { KindIcon } from "@/components/entity/kind-icon";
import { Button } from "@/components/ui/button";
import { FormField } from "@/components/ui/form-field";
import { Notice } from "@/components/ui/notice";
import { Select } from "@/components/ui/select";
import { Spinner } from "@/components/ui/spinner";
import type {
  ColumnMapping,
  DuplicatePolicy,
  ImportInspected,
  ImportOptions,
  ImportSummary,
  Kind,
} from "@/ipc/bindings";
import { asFailure, call } from "@/ipc/call";
import { bytes, count } from "@/lib/count";
import { useWorkspace } from "@/lib/workspace";
import { CheckResult } from "./check-result";
import { ImportOptionsForm } from "./import-options-form";
import { MappingTable } from "./mapping-table";
import { mapped, missing } from "./mapping";
import { fileName, PageFrame, StepHeading } from "./page-frame";
import { watchJob } from "@/lib/watch-job";

const DUPLICATES: { value: DuplicatePolicy; label: string; detail: string }[] = [
  { value: "skip", label: "Pass over", detail: "leave what is there" },
  { value: "update", label: "Update", detail: "set what the row has" },
  { value: "create", label: "Create", detail: "make another" },
];

type Props = {
  path: string;
  initial: ImportInspected;
  onBack: () => void;
  onStarted: (job: number, kind: Kind) => void;
};

/** The second page: which column goes where, how the file is read, and what the import would do. */
export function ImportMapping({ path, initial, onBack, onStarted }: Props) {
  const { kinds, kind: kindDef } = useWorkspace();
  const [inspected, setInspected] = useState(initial);
  const [mapping, setMapping] = useState<ColumnMapping[]>(initial.mapping);
  const [duplicates, setDuplicates] = useState<DuplicatePolicy>("skip");
  const [reading, setReading] = useState(false);
  const [checking, setChecking] = useState(false);
  const [checked, setChecked] = useState<ImportSummary>();
  const [problem, setProblem] = useState<string>();
  const def = kindDef(inspected.kind);
  const { shape, options } = inspected;
  const lacking = missing(mapping, def);

  /** Reads the file again in another way; what was mapped by hand stays where the columns are still the same. */
  async function read(kind: Kind, next: ImportOptions | null) {
    setReading(true);
    setProblem(undefined);
    setChecked(undefined);
    try {
      const again = await call("import_inspect", { path, kind, options: next });
      const same = kind === inspected.kind && again.shape.headers.join("\n") === shape.headers.join("\n");
      setInspected(again);
      if (!same) setMapping(again.mapping);
    } catch (error) {
      setProblem(asFailure(error).message);
    } finally {
      setReading(false);
    }
  }

  const order = (dry_run: boolean) => ({ path, kind: inspected.kind, options, mapping, duplicates, dry_run });

  async function check() {
    if (checking) return;
    setChecking(true);
    setProblem(undefined);
    try {
      const ended = await watchJob(await call("import_start", order(true)));
      if (ended.state === "finished" && ended.import) setChecked(ended.import);
      else if (ended.state === "failed") setProblem(ended.message);
    } catch (error) {
      setProblem(asFailure(error).message);
    } finally {
      setChecking(false);
    }
  }

  async function start() {
    if (checking) return;
    setProblem(undefined);
    try {
      const job = await call("import_start", order(false));
      onStarted(job.id, inspected.kind);
    } catch (error) {
      setProblem(asFailure(error).message);
    }
  }

  return (
    <PageFrame
      step={1}
      footer={
        <>
          <Button icon={<ArrowLeft size={14} />} onClick={onBack}>
            Another file
          </Button>
          <span className="min-w-0 flex-1 truncate text-right text-sm text-ink-3">
            {lacking.length > 0 && `${def.plural} need ${lacking.join(" and ")}: choose its column.`}
          </span>
          <Button
            disabled={lacking.length > 0}
            // Not disabled: it would lose the focus to nothing while it works.
            aria-disabled={checking}
            onClick={() => void check()}
            icon={checking && <Spinner />}
          >
            {checking ? "Checking…" : "Check first"}
          </Button>
          <Button
            variant="primary"
            disabled={lacking.length > 0}
            aria-disabled={checking}
            onClick={() => void start()}
          >
            Import {count(shape.rows, "row")}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-5 p-5">
        <div className="flex flex-wrap items-end gap-4">
          <div className="min-w-0 flex-1 basis-60">
            <StepHeading className="truncate">{fileName(path)}</StepHeading>
            <p className="text-sm text-ink-3">
              {count(shape.rows, "row")}, {count(shape.headers.length, "column")}, {bytes(shape.bytes)}
              {reading && " · reading again…"}
            </p>
          </div>
          <FormField label="The rows are" className="w-44">
            {(control) => (
              <Select
                id={control.id}
                value={inspected.kind}
                options={kinds.map(({ kind, plural }) => ({
                  value: kind,
                  label: plural,
                  icon: <KindIcon kind={kind} />,
                }))}
                onChange={(kind) => void read(kind as Kind, options)}
              />
            )}
          </FormField>
          <FormField label="Rows that are there already" className="w-56">
            {(control) => (
              <Select
                id={control.id}
                value={duplicates}
                options={DUPLICATES}
                onChange={(next) => {
                  setDuplicates(next as DuplicatePolicy);
                  setChecked(undefined);
                }}
              />
            )}
          </FormField>
        </div>
        {problem && (
          <Notice tone="danger" title="That did not work">
            {problem}
          </Notice>
        )}
        {shape.warnings.length > 0 && (
          <Notice tone="warn" title="About this file">
            <ul>
              {shape.warnings.map((warning) => (
                <li key={warning}>{warning}</li>
              ))}
            </ul>
          </Notice>
        )}
        {checked && (
          // In a low window it would come to be out of sight, and the check seem to do nothing.
          <div ref={(shown) => shown?.scrollIntoView?.({ block: "nearest" })}>
            <CheckResult summary={checked} />
          </div>
        )}
        <MappingTable
          def={def}
          shape={shape}
          mapping={mapping}
          onMap={(column, target) => {
            setMapping(mapped(mapping, def, column, target));
            setChecked(undefined);
          }}
        />
        <ImportOptionsForm options={options} onChange={(next) => void read(inspected.kind, next)} />
      </div>
    </PageFrame>
  );
}
