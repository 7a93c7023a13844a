import { useNavigate, useSearch } from "@tanstack/react-router";
import { isSettingsSection } from "@/features/settings/sections";
import { SettingsPage } from "@/features/settings/settings-page";

export function SettingsRoute() {
  const asked: unknown = useSearch({ from: "/settings" }).section;
  const navigate = useNavigate({ from: "/settings" });
  return (
    <SettingsPage
      // What an address names that is no part of the settings leads to the first.
      section={isSettingsSection(asked) ? asked : "general"}
      onSection={(next) =>
        void navigate({ search: next === "general" ? {} : { section: next }, replace: true })
      }
    />
  );
}
