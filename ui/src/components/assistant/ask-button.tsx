import { keysOf } from "@/app/actions/catalogue";
import { runAction } from "@/app/actions/registry";
import { Button } from "@/components/ui/button";
import { Tooltip } from "@/components/ui/tooltip";
import type { Entity } from "@/ipc/bindings";
import { keyText } from "@/lib/keys";
import { sentence } from "@/lib/sentence";
import { AiSign } from "./ai-sign";
import { useAskAbout } from "./use-ask-about";

/** Opens the conversation with the entity of the page as its context; says why where it cannot. */
export function AskButton({ entity }: { entity: Entity }) {
  const { offered, whyNot } = useAskAbout(entity);
  const keys = keysOf("entity.ask");
  if (!offered) return null;
  return (
    <Tooltip label={sentence(whyNot ?? `ask AI about ${entity.reference}`)} keys={keys}>
      <Button
        variant="quiet"
        icon={<AiSign size={14} quiet={whyNot !== undefined} />}
        aria-disabled={whyNot !== undefined}
        aria-keyshortcuts={keys ? keyText(keys, false) : undefined}
        onClick={() => runAction("entity.ask")}
      >
        Ask AI
      </Button>
    </Tooltip>
  );
}
