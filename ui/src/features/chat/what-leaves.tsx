import { useAi } from "@/components/assistant/ai-availability";
import type { MessageSend } from "@/ipc/bindings";
import { sentence } from "@/lib/sentence";
import { Departures } from "@/components/assistant/departures";
import { usePreview } from "./use-preview";

/** What would leave this machine with the message that is being written. Its line is always there. */
export function WhatLeaves({ message }: { message: MessageSend | undefined }) {
  const { departure, problem } = usePreview(message);
  const provider = useAi().state?.provider;
  return (
    <div role="group" aria-label="What leaves" className="max-h-[45vh] min-h-6 overflow-y-auto">
      {problem !== undefined ? (
        <p className="text-sm text-danger">{`What would leave cannot be shown: ${problem}`}</p>
      ) : departure ? (
        <Departures departures={[departure]} left={false} />
      ) : (
        <p className="flex min-h-6 items-center gap-2 text-sm text-ink-3">
          <span className="min-w-0 flex-1">
            {sentence(message ? "working out what would leave…" : "nothing leaves before you send")}
          </span>
          {provider && (
            <span className="min-w-0 truncate" title="The model that answers">
              {provider.model}
            </span>
          )}
        </p>
      )}
    </div>
  );
}
