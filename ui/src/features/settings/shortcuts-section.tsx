import { useState } from "react";
import { action, actionIds, type Section } from "@/app/actions/catalogue";
import { chosenKeys, forgetChosenKeys } from "@/app/actions/chosen-keys";
import { isRebindable } from "@/app/actions/key-conflicts";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { useStore } from "@/lib/store";
import { Group } from "./settings-parts";
import { ShortcutRow } from "./shortcut-row";

const SECTIONS: Section[] = ["Anywhere", "Go to", "Create", "List", "Entity", "Appearance"];

/** The keys of every action, each for the person to choose. */
export function ShortcutsSection() {
  const chosen = useStore(chosenKeys);
  const [wanted, setWanted] = useState("");
  const words = wanted.trim().toLowerCase();
  const shown = actionIds.filter((id) => isRebindable(id) && action(id).title.toLowerCase().includes(words));
  return (
    <>
      <Group
        title="Shortcuts"
        about="Press the keys you want for an action: one with or without Ctrl, or two letters one after the other. Letters alone do nothing while you type. They are kept on this machine."
      >
        <div className="flex items-center gap-2">
          <Input
            aria-label="Find an action"
            placeholder="Find an action"
            value={wanted}
            onChange={(event) => setWanted(event.target.value)}
          />
          <Button disabled={Object.keys(chosen).length === 0} onClick={forgetChosenKeys}>
            Put all back
          </Button>
        </div>
      </Group>
      {SECTIONS.map((section) => {
        const ids = shown.filter((id) => action(id).section === section);
        if (ids.length === 0) return null;
        return (
          <Group key={section} title={section}>
            <ul>
              {ids.map((id) => (
                <ShortcutRow key={id} id={id} />
              ))}
            </ul>
          </Group>
        );
      })}
      {shown.length === 0 && <p className="text-ink-3">No action is called that.</p>}
    </>
  );
}
