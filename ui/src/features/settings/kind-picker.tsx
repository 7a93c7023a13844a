import { KindIcon } from "@/components/entity/kind-icon";
import { Segmented } from "@/components/ui/segmented";
import type { Kind } from "@/ipc/bindings";
import { useWorkspace } from "@/lib/workspace";

type Props = { value: Kind; onChange: (kind: Kind) => void };

/** Of which kind the settings below are. */
export function KindPicker({ value, onChange }: Props) {
  const { kinds } = useWorkspace();
  return (
    <div className="max-w-full overflow-x-auto p-0.5">
      <Segmented
        label="Kind"
        value={value}
        onChange={onChange}
        options={kinds.map(({ kind, plural }) => ({
          value: kind,
          label: plural,
          icon: <KindIcon kind={kind} size={13} />,
        }))}
      />
    </div>
  );
}
