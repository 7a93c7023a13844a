import { Pin } from "lucide-react";
import { useState } from "react";
import { IconButton } from "@/components/ui/button";
import { Menu, MenuAction, MenuHeading, MenuSeparator } from "@/components/ui/menu";
import { say, sayProblem } from "@/components/ui/toaster";
import type { ContextChip } from "@/ipc/bindings";
import { call } from "@/ipc/call";
import { useMayWrite } from "@/lib/may-write";

type Props = {
  conversation: string;
  message: string;
  /** The entities that it may be pinned to. */
  entities: readonly ContextChip[];
};

/** Pins an answer to what it is about as a note. The confirmation window asks before it is there. */
export function PinAnswer({ conversation, message, entities }: Props) {
  const mayWrite = useMayWrite();
  const [busy, setBusy] = useState(false);
  const [first, ...others] = entities;
  if (!mayWrite || !first) return null;

  async function pin(chosen: readonly ContextChip[]) {
    if (busy) return;
    setBusy(true);
    try {
      const asked = await call("answer_pin", { conversation, message, entities: chosen.map(({ id }) => id) });
      if (asked.message !== null) say(asked.message);
    } catch (error) {
      sayProblem(error);
    } finally {
      setBusy(false);
    }
  }

  if (others.length === 0)
    return (
      <IconButton
        small
        label={`Pin as a note to ${first.reference}`}
        aria-disabled={busy}
        onClick={() => void pin([first])}
      >
        <Pin size={12} />
      </IconButton>
    );
  return (
    <Menu
      trigger={
        <IconButton small label="Pin as a note" aria-disabled={busy}>
          <Pin size={12} />
        </IconButton>
      }
    >
      <MenuHeading>Pin as a note to</MenuHeading>
      {entities.map((each) => (
        <MenuAction key={each.id} onSelect={() => void pin([each])}>
          {each.reference} {each.title}
        </MenuAction>
      ))}
      <MenuSeparator />
      <MenuAction onSelect={() => void pin(entities)}>All of them</MenuAction>
    </Menu>
  );
}
