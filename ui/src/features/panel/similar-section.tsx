import { useEffect } from "react";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import type { Entity, SimilarRecords, SimilarState } from "@/ipc/bindings";
import { useCommand } from "@/ipc/use-command";
import { number } from "@/lib/count";
import { PanelSection, SectionNote, SectionSkeleton } from "./panel-section";
import { SimilarCard } from "./similar-card";

/** Who may be the same, and what reads alike: found on this machine, with AI off too. */
export function SimilarSection({ entity }: { entity: Entity }) {
  const { data, error, refetch, isFetching } = useCommand("similar_records", { entity: entity.id });
  const vectors = useCommand("search_status", {}).data?.status.vectors;
  const waits = data?.state.state === "reading" || data?.state.state === "stale";
  useEffect(() => {
    // Whatever was read since may be what was waited for.
    if (waits && vectors?.state === "ready") void refetch();
  }, [waits, vectors, refetch]);
  const found = data ? data.same.length + data.alike.length : 0;
  return (
    <PanelSection id="similar" title="Similar records" beside={found > 0 ? found : null}>
      {error ? (
        <Notice
          tone="danger"
          title="They could not be looked for"
          actions={<Button onClick={() => void refetch()}>Try again</Button>}
        >
          {error.message}
        </Notice>
      ) : data ? (
        <div className="flex flex-col gap-3" aria-busy={isFetching}>
          <Found entity={entity} found={data} />
        </div>
      ) : (
        <SectionSkeleton label="Looking for what is like it" rows={3} />
      )}
    </PanelSection>
  );
}

function Found({ entity, found: { same, alike, state } }: { entity: Entity; found: SimilarRecords }) {
  const people = entity.kind === "contact" || entity.kind === "candidate";
  const applicants = entity.kind === "candidate";
  return (
    <>
      {same.length > 0 && (
        <div className="flex flex-col gap-1.5">
          <h4 className="text-sm text-ink-3">{people ? "May be the same person" : "May be the same"}</h4>
          <ul className="flex flex-col gap-1.5">
            {same.map((record) => (
              <li key={record.id}>
                <SimilarCard entity={entity} record={record} />
              </li>
            ))}
          </ul>
        </div>
      )}
      {alike.length > 0 && (
        <div className="flex flex-col gap-1.5">
          <h4 className="text-sm text-ink-3">
            {applicants ? "Applied with a like file · by number, not ranked" : "Reads alike"}
          </h4>
          <ul className="flex flex-col gap-1.5">
            {alike.map((record) => (
              <li key={record.id}>
                <SimilarCard entity={entity} record={record} />
              </li>
            ))}
          </ul>
        </div>
      )}
      <State state={state} nothing={same.length === 0 && alike.length === 0} />
    </>
  );
}

/** How it stands with looking for what reads alike, where there is anything to say of it. */
function State({ state, nothing }: { state: SimilarState; nothing: boolean }) {
  switch (state.state) {
    case "ready":
      return nothing ? <SectionNote>Nothing here is like it.</SectionNote> : null;
    case "stale":
      return (
        <SectionNote>
          {nothing ? "Nothing here is like it" : "Compared"} by its text before the last change; the new one
          is being read.
        </SectionNote>
      );
    case "reading":
      return (
        <SectionNote>
          {state.vectors.state === "embedding"
            ? `Texts are still being read, ${number(state.vectors.done)} of ${number(state.vectors.total)}${state.vectors.paused ? ", and that is paused" : ""}: what reads alike comes then.`
            : "Texts are being read: what reads alike comes in a moment."}
        </SectionNote>
      );
    case "hindered":
      return <SectionNote>What reads alike is not looked for: {state.message}</SectionNote>;
    case "not_compared":
      return (
        <SectionNote>
          Nobody is compared with those who were hired, turned down or have withdrawn, nor they with each
          other.
        </SectionNote>
      );
  }
}
