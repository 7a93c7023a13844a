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
          // Where all five have no room with their signs, their words have.
          icon: (
            <span className="hidden @min-[480px]:flex">
              <KindIcon kind={kind} size={13} />
            </span>
          ),
        }))}
      />
    </div>
  );
}
