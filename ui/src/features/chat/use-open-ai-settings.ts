import { useRouter } from "@tanstack/react-router";
import { useCallback } from "react";

/** Goes to where AI is set up and switched. */
export function useOpenAiSettings(): () => void {
  const router = useRouter();
  return useCallback(() => {
    void router.navigate({ to: "/settings", search: { section: "ai" } as object });
  }, [router]);
}
