/** A tag as a word in a hairline box. */
export function Tag({ children }: { children: string }) {
  return (
    <span className="inline-flex h-[18px] max-w-40 items-center truncate rounded-sm border border-line-2 px-1.5 text-xs text-ink-2">
      {children}
    </span>
  );
}
