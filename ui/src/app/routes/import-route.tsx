import { useSearch } from "@tanstack/react-router";
import { ImportPage } from "@/features/transfers/import-page";

export function ImportRoute() {
  const { kind } = useSearch({ from: "/import" });
  return <ImportPage kind={kind} />;
}
