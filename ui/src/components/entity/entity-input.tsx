import { X } from "lucide-react";
import { useEffect, useId, useRef, useState, type KeyboardEvent } from "react";
import { EntityOption } from "@/components/entity/entity-option";
import { IconButton } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import type { Hit, Kind, TitleOf } from "@/ipc/bindings";
import { call } from "@/ipc/call";
import { isComposing } from "@/lib/keys";

type Props = {
  /** The kinds that may be chosen. */
  kinds: readonly Kind[];
  chosen: TitleOf | undefined;
  onChange: (id: string | null, hit?: Hit) => void;
  id?: string | undefined;
  "aria-label"?: string | undefined;
  "aria-describedby"?: string | undefined;
  "aria-invalid"?: true | undefined;
  autoFocus?: boolean | undefined;
  placeholder?: string;
};

/** Finds an entity by the same search as the palette. */
export function EntityInput({ kinds, chosen, onChange, autoFocus, placeholder, ...common }: Props) {
  const [picked, setPicked] = useState<{ reference: string; title: string } | undefined>(chosen);
  const [typed, setTyped] = useState("");
  const [found, setHits] = useState<Hit[]>([]);
  const [answered, setAnswered] = useState("");
  const [at, setAt] = useState(0);
  const seq = useRef(0);
  const frame = useRef<HTMLDivElement>(null);
  // What was chosen takes the place of the field, and the other way round: the focus goes along.
  const follow = useRef(false);
  const list = useId();
  const hits = typed.trim() === "" ? [] : found;
  const only = kinds.length < 5 ? `kind:${kinds.join(",")} ` : "";

  useEffect(() => {
    const mine = ++seq.current;
    if (typed.trim() === "") return;
    call("search", {
      text: only + typed,
      seq: mine,
      legs: ["text", "fuzzy"],
      limit: 8,
      kind: null,
      explain: false,
    }).then(
      (response) => {
        if (response.seq !== seq.current) return;
        setHits(response.hits);
        setAnswered(typed);
        setAt(0);
      },
      () => setHits([]),
    );
  }, [typed, only]);

  useEffect(() => {
    if (!follow.current) return;
    follow.current = false;
    frame.current?.querySelector<HTMLElement>("input, button")?.focus();
  });

  function pick(hit: Hit) {
    follow.current = true;
    setPicked(hit);
    setTyped("");
    onChange(hit.id, hit);
  }

  function onKeyDown(event: KeyboardEvent) {
    if (isComposing(event.nativeEvent) || hits.length === 0) return;
    if (event.key === "ArrowDown") setAt((at + 1) % hits.length);
    else if (event.key === "ArrowUp") setAt((at - 1 + hits.length) % hits.length);
    else if (event.key === "Enter" && hits[at]) pick(hits[at]);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  if (picked) {
    return (
      <div
        ref={frame}
        className="flex h-8 items-center gap-2 rounded border border-line-2 bg-ground pr-1 pl-2"
      >
        <span className="shrink-0 text-sm text-ink-3">{picked.reference}</span>
        <span className="min-w-0 flex-1 truncate">{picked.title}</span>
        <IconButton
          small
          label="Choose another"
          onClick={() => {
            follow.current = true;
            setPicked(undefined);
            onChange(null);
          }}
        >
          <X size={12} />
        </IconButton>
      </div>
    );
  }
  const nothing = typed.trim() !== "" && answered === typed && hits.length === 0;
  return (
    <div ref={frame} className="relative">
      <Input
        {...common}
        autoFocus={autoFocus}
        role="combobox"
        aria-expanded={hits.length > 0}
        aria-controls={list}
        aria-autocomplete="list"
        aria-activedescendant={hits[at] && `${list}-${hits[at].id}`}
        placeholder={placeholder ?? "Name, email or reference"}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        onKeyDown={onKeyDown}
      />
      <div
        id={list}
        role="listbox"
        aria-label="Found"
        hidden={hits.length === 0}
        className="absolute z-20 mt-1 max-h-64 w-full min-w-72 overflow-y-auto rounded-md border border-line-2 bg-raised p-1 shadow-float"
      >
        {hits.map((hit, index) => (
          <EntityOption
            key={hit.id}
            id={`${list}-${hit.id}`}
            hit={hit}
            chosen={index === at}
            onPoint={() => index !== at && setAt(index)}
            onPick={() => pick(hit)}
          />
        ))}
      </div>
      {nothing && (
        <p
          role="status"
          className="absolute z-20 mt-1 w-full rounded-md border border-line-2 bg-raised px-2 py-1.5 text-sm text-ink-3 shadow-float"
        >
          Nothing found
        </p>
      )}
    </div>
  );
}
