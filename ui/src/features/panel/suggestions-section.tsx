import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import type { Entity } from "@/ipc/bindings";
import { useCommand } from "@/ipc/use-command";
import { count } from "@/lib/count";
import { DismissedSuggestions } from "./dismissed-suggestions";
import { PanelSection, SectionNote, SectionSkeleton } from "./panel-section";
import { SuggestionCard } from "./suggestion-card";

/** So many are shown at once; the others come when they are asked for. */
const SHOWN = 3;

/** What is to be done about an entity, by rules over its data: the same with AI off. */
export function SuggestionsSection({ entity }: { entity: Entity }) {
  const { data, error, refetch, isFetching } = useCommand("suggestion_list", { entity: entity.id });
  const [all, setAll] = useState(false);
  const found = data?.suggestions ?? [];
  const shown = all ? found : found.slice(0, SHOWN);
  return (
    <PanelSection id="suggestions" title="Suggested actions" beside={found.length > 0 ? found.length : null}>
      {body()}
    </PanelSection>
  );

  function body() {
    if (error)
      return (
        <Notice
          tone="danger"
          title="They could not be worked out"
          actions={<Button onClick={() => void refetch()}>Try again</Button>}
        >
          {error.message}
        </Notice>
      );
    if (!data) return <SectionSkeleton label="Looking at what is to be done" />;
    if (entity.deleted_at !== null || entity.archived_at !== null)
      return (
        <SectionNote>
          Nothing is suggested for what is {entity.deleted_at === null ? "archived" : "in the trash"}.
        </SectionNote>
      );
    return (
      <div className="flex flex-col gap-2" aria-busy={isFetching}>
        {found.length === 0 && (
          <SectionNote>
            Nothing needs doing here. What does shows up by itself: a date that has passed, silence, something
            that is missing.
          </SectionNote>
        )}
        {found.length > 0 && (
          <ul className="flex flex-col gap-2">
            {shown.map((suggested) => (
              <li key={`${suggested.rule} ${suggested.basis}`}>
                <SuggestionCard entity={entity} suggested={suggested} />
              </li>
            ))}
          </ul>
        )}
        {found.length > shown.length && (
          <Button variant="quiet" className="self-start" onClick={() => setAll(true)}>
            Show {count(found.length - shown.length, "more", "more")}
          </Button>
        )}
        {data.dismissed.length > 0 && <DismissedSuggestions entity={entity} dismissed={data.dismissed} />}
      </div>
    );
  }
}
