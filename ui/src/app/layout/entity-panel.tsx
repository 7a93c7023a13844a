import { useLocation } from "@tanstack/react-router";
import { openPanel, togglePanel, useKeptLook } from "@/features/panel/panel-store";
import { PanelPane } from "@/features/panel/panel-pane";
import { kindOfReference } from "@/lib/navigation";
import { useStore } from "@/lib/store";
import { entityPanel } from "@/lib/window-state";
import { useWorkspace } from "@/lib/workspace";
import { useAction } from "../actions/registry";

/** The entity whose page is open, by reference. */
function useEntityOnPage(): string | undefined {
  const { kinds } = useWorkspace();
  const { pathname } = useLocation();
  const [, reference] = pathname.split("/").slice(1);
  return reference !== undefined && kindOfReference(kinds, reference) !== undefined ? reference : undefined;
}

/** The panel beside an entity's page, unless the person put it away. */
export function EntityPanel() {
  const open = useStore(entityPanel);
  const reference = useEntityOnPage();
  return open && reference !== undefined ? <PanelPane reference={reference} /> : null;
}

/** What can be done with the panel, wherever it is or is not. */
export function PanelActions() {
  useKeptLook();
  const reference = useEntityOnPage();
  const there = reference !== undefined;
  useAction("panel.toggle", togglePanel, there);
  useAction("entity.summary", () => openPanel("summary"), there);
  useAction("entity.suggestions", () => openPanel("suggestions"), there);
  useAction("entity.similar", () => openPanel("similar"), there);
  return null;
}
