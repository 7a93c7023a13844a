import { useState } from "react";
import type { Kind } from "@/ipc/bindings";
import { useKind } from "@/lib/workspace";
import { KindPicker } from "./kind-picker";
import { PipelineEditor } from "./pipeline-editor";
import { AdministratorsOnly, Group } from "./settings-parts";

/** The stages of each kind. */
export function PipelinesSection() {
  const [kind, setKind] = useState<Kind>("deal");
  const def = useKind(kind);
  return (
    <Group
      title="Pipelines"
      about="The stages that work goes through, in order. New ones start in the first. A stage can be removed when nothing is in it."
    >
      <AdministratorsOnly />
      <KindPicker value={kind} onChange={setKind} />
      {/* Begun anew when somebody else changed the stages: what is edited then is not what they are. */}
      <PipelineEditor key={`${kind} ${JSON.stringify(def.stages)}`} def={def} />
    </Group>
  );
}
