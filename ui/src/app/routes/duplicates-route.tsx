import { useSearch } from "@tanstack/react-router";
import { DuplicatesPage } from "@/features/entities/duplicates/duplicates-page";
import { useWorkspace } from "@/lib/workspace";

export function DuplicatesRoute() {
  const { kind: asked } = useSearch({ from: "/duplicates" });
  const kind = useWorkspace().kinds.find((def) => def.kind === asked)?.kind ?? "contact";
  return <DuplicatesPage key={kind} kind={kind} />;
}
