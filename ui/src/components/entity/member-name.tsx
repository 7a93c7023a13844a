import { cx } from "@/lib/cx";
import { useWorkspace } from "@/lib/workspace";

type Props = { id: string; short?: boolean; className?: string };

/** A member by initials and name. */
export function MemberName({ id, short, className }: Props) {
  const name = useWorkspace().member(id)?.name ?? "Former member";
  return (
    <span
      className={cx("inline-flex min-w-0 items-center gap-1.5", className)}
      title={short ? name : undefined}
    >
      <Initials name={name} />
      {short ? <span className="sr-only">{name}</span> : <span className="truncate">{name}</span>}
    </span>
  );
}

export function Initials({ name }: { name: string }) {
  const words = name.trim().split(/\s+/u);
  const letters = [words[0], words.length > 1 ? words.at(-1) : ""]
    .map((word) => Array.from(word ?? "")[0] ?? "")
    .join("")
    .toUpperCase();
  return (
    <span
      aria-hidden
      className="inline-flex size-[18px] shrink-0 items-center justify-center rounded-full bg-line text-[9px] font-semibold text-ink-2"
    >
      {letters}
    </span>
  );
}
