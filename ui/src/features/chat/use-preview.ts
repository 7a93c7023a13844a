import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import type { Departure, MessageSend } from "@/ipc/bindings";
import { call, type CommandFailure } from "@/ipc/call";

/** How long the text is let rest before what would leave is worked out. */
const REST_MS = 350;

/** What would leave if this message were sent now; nothing while there is nothing to send. */
export function usePreview(message: MessageSend | undefined) {
  const wanted = JSON.stringify(message);
  const [asked, setAsked] = useState<string | undefined>(wanted);
  useEffect(() => {
    if (wanted === asked) return;
    const timer = setTimeout(() => setAsked(wanted), REST_MS);
    return () => clearTimeout(timer);
  }, [wanted, asked]);
  const { data, error } = useQuery<Departure, CommandFailure>({
    queryKey: ["message_preview", asked],
    queryFn: () => call("message_preview", JSON.parse(asked ?? "null") as MessageSend),
    enabled: asked !== undefined && message !== undefined,
    // Another word typed changes the number, not the place where it stands.
    placeholderData: keepPreviousData,
    gcTime: 0,
  });
  if (message === undefined) return { departure: undefined, problem: undefined, current: true };
  return { departure: data, problem: error?.message, current: asked === wanted && data !== undefined };
}
