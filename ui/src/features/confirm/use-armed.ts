import { useEffect, useState } from "react";
import { useEvent } from "@/ipc/events";

/** For how long something has to have been in sight before it can be approved. */
export const ARM_MS = 1000;

/**
 * Whether what is shown has been in sight for a second. It begins anew when something else is shown, and when the
 * window comes up: a click or a key that was meant for what lay over it must not approve.
 */
export function useArmed(shown: string | undefined): boolean {
  const [comings, setComings] = useState(0);
  const [armed, setArmed] = useState<string>();
  const now = shown === undefined ? undefined : `${comings}:${shown}`;
  useEffect(() => {
    const came = () => setComings((before) => before + 1);
    window.addEventListener("focus", came);
    document.addEventListener("visibilitychange", came);
    return () => {
      window.removeEventListener("focus", came);
      document.removeEventListener("visibilitychange", came);
    };
  }, []);
  useEvent("confirmation_shown", () => setComings((before) => before + 1));
  useEffect(() => {
    if (now === undefined) return;
    const timer = setTimeout(() => setArmed(now), ARM_MS);
    return () => clearTimeout(timer);
  }, [now]);
  return now !== undefined && armed === now;
}
