import { useSyncExternalStore } from "react";
import { useAi } from "@/components/assistant/ai-availability";

/** Whether the provider is surely out of reach. One on this machine or its own network may be there all the same. */
export function useOffline(): boolean {
  const online = useSyncExternalStore(subscribe, () => navigator.onLine);
  const { state } = useAi();
  return !online && state?.provider?.allow_private !== true;
}

function subscribe(listener: () => void): () => void {
  window.addEventListener("online", listener);
  window.addEventListener("offline", listener);
  return () => {
    window.removeEventListener("online", listener);
    window.removeEventListener("offline", listener);
  };
}
