import { useParams } from "@tanstack/react-router";
import { EntityPage } from "@/features/entities/page/entity-page";

export function EntityRoute() {
  const { reference } = useParams({ from: "/$list/$reference" });
  return <EntityPage key={reference} reference={reference} />;
}
