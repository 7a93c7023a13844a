import { useState } from "react";
import type { ImportInspected, Kind } from "@/ipc/bindings";
import { ChooseFile } from "./choose-file";
import { ImportMapping } from "./import-mapping";
import { ImportRun } from "./import-run";

type Step =
  | { at: "choose" }
  | { at: "map"; path: string; inspected: ImportInspected }
  | { at: "run"; path: string; kind: Kind; job: number };

/** Brings a CSV file in: choose it, say what its columns are, check, run, and see what became of each row. */
export function ImportPage({ kind }: { kind: Kind | undefined }) {
  const [step, setStep] = useState<Step>({ at: "choose" });
  const again = () => setStep({ at: "choose" });
  switch (step.at) {
    case "choose":
      return (
        <ChooseFile kind={kind} onInspected={(path, inspected) => setStep({ at: "map", path, inspected })} />
      );
    case "map":
      return (
        <ImportMapping
          path={step.path}
          initial={step.inspected}
          onBack={again}
          onStarted={(job, of) => setStep({ at: "run", path: step.path, kind: of, job })}
        />
      );
    case "run":
      return <ImportRun job={step.job} kind={step.kind} path={step.path} onAgain={again} />;
  }
}
