import { Plus } from "lucide-react";
import { useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { say } from "@/components/ui/toaster";
import type { KindDef, Stage } from "@/ipc/bindings";
import { asFailure, call } from "@/ipc/call";
import { useReorder } from "@/lib/use-reorder";
import { sameValue } from "@/lib/values";
import { choiceKey } from "./field-types";
import { useMayConfigure } from "./settings-parts";
import { StageRow } from "./stage-row";

/** The stages of a kind, changed here and kept all at once. */
export function PipelineEditor({ def }: { def: KindDef }) {
  const mayConfigure = useMayConfigure();
  const [stages, setStages] = useState<Stage[]>(def.stages);
  const [problem, setProblem] = useState<string>();
  const [busy, setBusy] = useState(false);
  const [said, setSaid] = useState("");
  const keys = stages.map(({ key }) => key);
  const list = useRef<HTMLOListElement>(null);
  const order = useReorder({
    box: list,
    axis: "y",
    keys,
    onOrder: (next) => {
      setStages((now) => next.flatMap((key) => now.filter((stage) => stage.key === key)));
      setProblem(undefined);
    },
  });
  const changed = !sameValue(stages, def.stages);

  function change(key: string, part: Partial<Stage>) {
    setStages((now) => now.map((stage) => (stage.key === key ? { ...stage, ...part } : stage)));
    setProblem(undefined);
  }

  function move(key: string, by: number) {
    const to = keys.indexOf(key) + by;
    if (to < 0 || to >= keys.length) return;
    order.move(key, by);
    const label = stages.find((stage) => stage.key === key)?.label ?? "";
    setSaid(`${label} is now stage ${to + 1} of ${keys.length}`);
  }

  function remove(key: string) {
    const at = keys.indexOf(key);
    setStages(stages.filter((stage) => stage.key !== key));
    setProblem(undefined);
    // The focus goes with the row; it belongs on the next one.
    setTimeout(() => {
      const names = list.current?.querySelectorAll<HTMLElement>("[data-stage-name]") ?? [];
      names[Math.min(at, names.length - 1)]?.focus();
    }, 0);
  }

  function add() {
    const label = freeLabel(stages);
    const key = choiceKey(label, new Set(keys));
    const made: Stage = { key, label, class: "open", probability: null, requires: [] };
    // Before the ends, where work goes on.
    const end = stages.findIndex((stage) => stage.class !== "open");
    const at = end < 0 ? stages.length : end;
    setStages([...stages.slice(0, at), made, ...stages.slice(at)]);
    setTimeout(() => document.querySelector<HTMLInputElement>(`[data-stage-name="${key}"]`)?.select(), 0);
  }

  async function save() {
    const wrong = refusal(stages);
    if (wrong || busy) {
      setProblem(wrong);
      return;
    }
    setBusy(true);
    try {
      const known = new Set(def.stages.map(({ key }) => key));
      await call("stages_set", { kind: def.kind, stages: withKeys(stages, known) });
      say(`changed the stages of ${def.plural.toLowerCase()}`);
    } catch (error) {
      setProblem(asFailure(error).message);
    } finally {
      setBusy(false);
    }
  }

  return (
    <div className="flex flex-col gap-2">
      <ol ref={list} aria-label={`Stages of ${def.plural.toLowerCase()}`} className="flex flex-col">
        {stages.map((stage, index) => (
          <StageRow
            key={stage.key}
            def={def}
            stage={stage}
            all={stages}
            place={index}
            readOnly={!mayConfigure}
            line={order.lineAt(index)}
            onGrab={(event) => order.start(event, stage.key)}
            onMove={(by) => move(stage.key, by)}
            onChange={(part) => change(stage.key, part)}
            onRemove={() => remove(stage.key)}
          />
        ))}
      </ol>
      <p role="status" className="sr-only">
        {said}
      </p>
      {problem && (
        <Notice tone="danger" title="The stages stay as they were">
          {problem}
        </Notice>
      )}
      {mayConfigure && (
        <div className="flex items-center gap-2">
          <Button icon={<Plus size={13} />} onClick={add}>
            Add a stage
          </Button>
          <span className="flex-1" />
          {changed && <span className="text-sm text-ink-3">Not saved yet</span>}
          <Button
            disabled={!changed}
            onClick={() => {
              setStages(def.stages);
              setProblem(undefined);
            }}
          >
            Discard
          </Button>
          <Button variant="primary" disabled={!changed || busy} onClick={() => void save()}>
            Save the stages
          </Button>
        </div>
      )}
    </div>
  );
}

/** Why these cannot be stages, before the core is asked. */
function refusal(stages: Stage[]): string | undefined {
  if (stages[0]?.class !== "open")
    return "the first stage must be one where work goes on: new ones start there";
  if (stages.some(({ label }) => label.trim() === "")) return "every stage needs a name";
  const names = stages.map(({ label }) => label.trim().toLowerCase());
  const twice = stages.find(({ label }, index) => names.indexOf(label.trim().toLowerCase()) !== index);
  return twice && `two stages are called ${twice.label}: give one of them another name`;
}

/** New stages are typed in filters by their final name, not by the one they were made with. */
function withKeys(stages: Stage[], known: ReadonlySet<string>): Stage[] {
  const taken = new Set(known);
  return stages.map((stage) => {
    const label = stage.label.trim();
    if (known.has(stage.key)) return { ...stage, label };
    const key = choiceKey(label, taken);
    taken.add(key);
    return { ...stage, key, label };
  });
}

function freeLabel(stages: Stage[]): string {
  const names = new Set(stages.map(({ label }) => label));
  let label = "New stage";
  for (let times = 2; names.has(label); times += 1) label = `New stage ${times}`;
  return label;
}
