import { useLayoutEffect } from "react";
import type { Settings } from "@/ipc/bindings";
import { useCommand } from "@/ipc/use-command";

/** Puts the theme and the density on the page's root, and keeps them there as settings or the desktop change. */
export function useTheme() {
  const { data } = useCommand("settings_get", {});
  const theme: Settings["theme"] = data?.theme ?? "system";
  const compact = data?.compact ?? false;
  useLayoutEffect(() => {
    const root = document.documentElement;
    const dark = window.matchMedia("(prefers-color-scheme: dark)");
    const apply = () => {
      root.dataset["theme"] = theme === "dark" || (theme === "system" && dark.matches) ? "dark" : "light";
    };
    apply();
    root.dataset["density"] = compact ? "compact" : "comfortable";
    dark.addEventListener("change", apply);
    return () => dark.removeEventListener("change", apply);
  }, [theme, compact]);
}
