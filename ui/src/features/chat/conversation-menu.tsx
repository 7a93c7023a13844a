import { Ellipsis } from "lucide-react";
import { IconButton } from "@/components/ui/button";
import { Menu, MenuAction } from "@/components/ui/menu";
import type { ConversationHead } from "@/ipc/bindings";
import { exportConversation, type Asking } from "./conversation-acts";

type Props = { head: ConversationHead; onAsk: (asking: Asking) => void; small?: boolean };

/** What can be done with a conversation as a whole. */
export function ConversationMenu({ head, onAsk, small }: Props) {
  return (
    <Menu
      align="end"
      trigger={
        <IconButton small={small ?? false} label={`More about “${head.title}”`}>
          <Ellipsis size={15} />
        </IconButton>
      }
    >
      <MenuAction onSelect={() => onAsk({ what: "rename", head })}>Rename…</MenuAction>
      <MenuAction onSelect={() => void exportConversation(head)}>Export as Markdown…</MenuAction>
      <MenuAction danger onSelect={() => onAsk({ what: "delete", head })}>
        Delete…
      </MenuAction>
    </Menu>
  );
}
