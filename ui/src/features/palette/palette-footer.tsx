import { Keys } from "@/components/ui/keys";
import type { SearchStatus } from "@/ipc/bindings";
import { useCommand } from "@/ipc/use-command";
import { number } from "@/lib/count";
import { legWord } from "./leg-badge";
import type { SearchState } from "./search-state";

type Props = {
  /** Absent while commands are looked for, which no search finds. */
  state: SearchState | undefined;
  onActions: (() => void) | undefined;
};

/** What the answer rests on, and the keys. */
export function PaletteFooter({ state, onActions }: Props) {
  const { data } = useCommand("search_status", {});
  return (
    <div className="flex h-9 shrink-0 items-center gap-3 border-t bg-side px-4 text-sm text-ink-3 tabular-nums">
      <span className="min-w-0 truncate">{state && restsOn(state, data && statusNote(data.status))}</span>
      <span className="flex-1" />
      {onActions && (
        <button
          type="button"
          tabIndex={-1}
          onClick={onActions}
          className="flex items-center gap-1.5 hover:text-ink"
        >
          Actions <Keys binding="mod+k" />
        </button>
      )}
      <span className="flex items-center gap-1.5">
        Open <Keys binding="enter" />
      </span>
    </div>
  );
}

function restsOn({ legs, started, text, micros }: SearchState, note: string | undefined): string {
  if (note) return note;
  const by = legs.length > 0 ? `Searched by ${legs.map(legWord).join(", ")}` : "";
  return started && text !== "" ? `${by} · ${(micros / 1000).toFixed(1)} ms` : by;
}

/** What is not complete yet, so that a missing result is not taken for an absent one. */
export function statusNote({ text, vectors }: SearchStatus): string | undefined {
  if (text.state === "failed") return `The text index cannot be written: ${text.message}`;
  if (text.state === "building") {
    return `Index building: ${number(text.done)} of ${number(text.total)}. Results may be missing.`;
  }
  switch (vectors.state) {
    case "loading":
      return "Searching by words; the embedding model is loading.";
    case "embedding":
      return `Searching by words and, for ${number(vectors.done)} of ${number(vectors.total)}, by meaning${vectors.paused ? " (paused)" : ""}.`;
    case "no_model":
      return `Searching by words only: ${vectors.message}`;
    case "ready":
      return undefined;
  }
}
