import { AiSign } from "@/components/assistant/ai-sign";
import { closeChat, openChat, unseen } from "@/features/chat/chat-store";
import { count } from "@/lib/count";
import { cx } from "@/lib/cx";
import { keyText } from "@/lib/keys";
import { useStore } from "@/lib/store";
import { chatPane } from "@/lib/window-state";
import { keysOf } from "../actions/catalogue";
import { SideCount } from "./side-count";
import { LABEL } from "./side-row";

/** Brings the conversation with the assistant up, or away. */
export function ChatLink({ className }: { className: string }) {
  const { open } = useStore(chatPane);
  const fresh = useStore(unseen).size;
  return (
    <li>
      <button
        type="button"
        aria-pressed={open}
        title={`Assistant (${keyText(keysOf("chat.toggle") ?? "")})`}
        onClick={() => (open ? closeChat() : openChat())}
        className={cx(className, "text-left text-ink-2", open && "bg-selected")}
      >
        <AiSign size={15} quiet />
        <span className={LABEL}>Assistant</span>
        {fresh > 0 && <SideCount tone="accent">{count(fresh, "answer")}</SideCount>}
      </button>
    </li>
  );
}
