import { useSearch } from "@tanstack/react-router";
import { DuplicatesPage } from "@/features/entities/duplicates/duplicates-page";

export function DuplicatesRoute() {
  const { kind = "contact" } = useSearch({ from: "/duplicates" });
  return <DuplicatesPage key={kind} kind={kind} />;
}
