import { useCallback } from "react";
import { useGo } from "@/lib/navigation";

/** Goes to where AI is set up and switched. */
export function useOpenAiSettings(): () => void {
  const go = useGo();
  return useCallback(() => go.settings("ai"), [go]);
}
