import { useNavigate, useSearch } from "@tanstack/react-router";
import { SettingsPage } from "@/features/settings/settings-page";

export function SettingsRoute() {
  const { section = "general" } = useSearch({ from: "/settings" });
  const navigate = useNavigate({ from: "/settings" });
  return (
    <SettingsPage
      section={section}
      onSection={(next) =>
        void navigate({ search: next === "general" ? {} : { section: next }, replace: true })
      }
    />
  );
}
