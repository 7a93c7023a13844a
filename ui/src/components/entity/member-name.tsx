import { cx } from "@/lib/cx";
import { useWorkspace } from "@/lib/workspace";

type Props = { id: string; short?: boolean; className?: string };

/** A member by initials and name; a former one is grey, and says so. */
export function MemberName({ id, short, className }: Props) {
  const member = useWorkspace().member(id);
  const name = member?.name ?? "Former member";
  const former = !member?.active;
  return (
    <span
      className={cx("inline-flex min-w-0 items-center gap-1.5", former && "text-ink-3", className)}
      title={former ? `${name}, a former member` : short ? name : undefined}
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
