import { Tabs } from "@base-ui/react/tabs";
import { useState } from "react";
import type { EntityDetail, KindDef } from "@/ipc/bindings";
import { EntityHistory } from "./entity-history";
import { EntityTimeline } from "./entity-timeline";

const TAB =
  "h-8 border-b-2 border-transparent px-1 text-sm text-ink-3 hover:text-ink data-[active]:border-accent data-[active]:font-medium data-[active]:text-ink";

/** What happened: notes and messages, and every change of every field. */
export function EntityTabs({ detail, def }: { detail: EntityDetail; def: KindDef }) {
  const [tab, setTab] = useState("timeline");
  return (
    <Tabs.Root value={tab} onValueChange={(next) => setTab(String(next))}>
      <Tabs.List aria-label="Activity" className="flex gap-4 border-b">
        <Tabs.Tab value="timeline" className={TAB}>
          Timeline
        </Tabs.Tab>
        <Tabs.Tab value="history" className={TAB}>
          History
        </Tabs.Tab>
      </Tabs.List>
      <Tabs.Panel value="timeline" className="pt-4">
        <EntityTimeline detail={detail} />
      </Tabs.Panel>
      <Tabs.Panel value="history" className="pt-4">
        <EntityHistory detail={detail} def={def} />
      </Tabs.Panel>
    </Tabs.Root>
  );
}
