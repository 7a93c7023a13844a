import { Segmented } from "@/components/ui/segmented";
import type { Profile } from "@/ipc/bindings";

type Props = { profile: Profile; onChange: (profile: Profile) => void };

const MEANS: Record<Profile, string> = {
  ask: "It can look things up, and change nothing",
  write: "It can ask for changes; each waits for you",
};

/** What the model can reach for: what it is not shown does not run either. */
export function ProfileChoice({ profile, onChange }: Props) {
  return (
    <div className="flex min-w-0 flex-1 items-center gap-2">
      <Segmented
        label="What the assistant can do"
        value={profile}
        options={[
          { value: "ask", label: "Ask" },
          { value: "write", label: "Write" },
        ]}
        onChange={onChange}
      />
      <span role="status" className="min-w-0 flex-1 truncate text-sm text-ink-3" title={MEANS[profile]}>
        {MEANS[profile]}
      </span>
    </div>
  );
}
