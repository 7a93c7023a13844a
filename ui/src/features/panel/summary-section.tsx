import { useEffect, useRef, useState } from "react";
import { AiSign } from "@/components/assistant/ai-sign";
import { providerInUse } from "@/components/assistant/provider-names";
import { RunningLine } from "@/components/assistant/running-line";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import type { AiState, Entity } from "@/ipc/bindings";
import { Hindered, useAiHere, type AiHere } from "./ai-here";
import { PanelSection, SectionNote, SectionSkeleton } from "./panel-section";
import { SummaryAnnouncer } from "./summary-announcer";
import { SummaryFoot } from "./summary-foot";
import { SummaryLeaves, SummaryLeft } from "./summary-leaves";
import { SummarySentences } from "./summary-sentences";
import { useSummary } from "./use-summary";
import { useUnasked } from "./use-unasked";

/** What an entity comes to, in a few sentences of the person's own model, each with what it rests on. */
export function SummarySection({ entity }: { entity: Entity }) {
  const { ai, state } = useAiHere(entity, "It is in the trash: restore it to have a summary written.");
  return (
    <PanelSection id="summary" title="Summary" beside={<AiSign size={13} quiet={ai.here !== "ready"} />}>
      {/* Only there while the section is unfolded: folded, nothing is asked for. */}
      <SummaryBody entity={entity} ai={ai} state={state} />
    </PanelSection>
  );
}

type BodyProps = { entity: Entity; ai: AiHere; state: AiState | undefined };

function SummaryBody({ entity, ai, state }: BodyProps) {
  const it = useSummary(entity.id);
  const { summary, struck, running, stopping, failed } = it;
  const writable = ai.here === "ready" && !ai.offline;
  useUnasked(entity.id, it, writable && state?.rules.summaries_unasked === true);
  const [leaves, setLeaves] = useState(false);
  const [left, setLeft] = useState(false);
  const { body, hold } = useHeldFocus(running !== null || it.removing);

  if (it.error && !it.known)
    return (
      <Notice
        tone="danger"
        title="The summary could not be read"
        actions={<Button onClick={() => void it.refetch()}>Try again</Button>}
      >
        {it.error.message}
      </Notice>
    );
  if (!it.known) return <SectionSkeleton label="Looking for the summary" rows={1} />;

  const write = (sentences: readonly number[]) => {
    hold();
    setLeaves(false);
    void it.write(sentences);
  };
  const onWrite = writable && !running ? write : undefined;
  return (
    <div ref={body} tabIndex={-1} className="flex flex-col gap-2 outline-none">
      <SummarySentences
        entity={entity}
        summary={summary}
        running={running}
        onRewrite={onWrite && ((index) => onWrite([index]))}
      />
      {running && (
        <RunningLine
          step={running.step}
          stopping={stopping}
          stops="writing the summary"
          onStop={() => {
            hold();
            void it.stop();
          }}
        />
      )}
      {failed !== undefined && (
        <Notice
          tone={/^stopped(\.| by you)/iu.test(failed) ? "info" : "danger"}
          title="It was not written"
          actions={
            onWrite && (
              <Button
                onClick={() => {
                  hold();
                  void it.again();
                }}
              >
                Try again
              </Button>
            )
          }
        >
          {failed}
        </Notice>
      )}
      {!summary && !running && ai.here === "ready" && <Nothing state={state} />}
      {summary && !running && (
        <SummaryFoot
          summary={summary}
          struck={struck}
          onWrite={onWrite}
          leaves={leaves}
          onShowLeaves={ai.here === "ready" ? () => setLeaves(!leaves) : undefined}
          onShowLeft={() => setLeft(true)}
          onRemove={() => {
            hold();
            void it.remove();
          }}
        />
      )}
      {ai.here !== "ready" ? (
        <Hindered ai={ai} />
      ) : (
        ai.offline && (
          <SectionNote>
            This machine is offline: {summary ? "writing it anew" : "writing one"} needs the network.
          </SectionNote>
        )
      )}
      {!summary && !running && ai.here === "ready" && (
        <div className="flex flex-wrap items-center gap-1.5">
          {onWrite && failed === undefined && <Button onClick={() => onWrite([])}>Write a summary</Button>}
          <Button variant="quiet" aria-expanded={leaves} onClick={() => setLeaves(!leaves)}>
            What leaves
          </Button>
        </div>
      )}
      {leaves && !running && ai.here === "ready" && (
        <SummaryLeaves ask={{ entity: entity.id, sentences: [], seen: null, unasked: false }} />
      )}
      {left && summary && <SummaryLeft written={summary.written} onClose={() => setLeft(false)} />}
      <SummaryAnnouncer running={running} writtenAt={summary?.written.at} />
    </div>
  );
}

function Nothing({ state }: Pick<BodyProps, "state">) {
  return (
    <>
      <SectionNote>No summary yet.</SectionNote>
      {state?.provider && (
        <p className="text-xs text-ink-3">{providerInUse(state.provider)} would read it.</p>
      )}
    </>
  );
}

/**
 * Keeps the focus in the section when the button that was pressed goes away with it: `hold` is called on the press, and
 * the focus stays until what was begun has ended.
 */
function useHeldFocus(busy: boolean) {
  const body = useRef<HTMLDivElement>(null);
  const held = useRef(false);
  useEffect(() => {
    if (!held.current) return;
    if (!busy) held.current = false;
    // After a menu that closes has given the focus back.
    const timer = setTimeout(() => {
      const now = document.activeElement;
      if (!now || now === document.body) body.current?.focus({ preventScroll: true });
    }, 0);
    return () => clearTimeout(timer);
  }, [busy]);
  return { body, hold: () => void (held.current = true) };
}
