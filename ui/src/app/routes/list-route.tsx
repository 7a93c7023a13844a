import { useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { EntityListPage } from "@/features/entities/list/entity-list-page";
import { kindOfList, sortFrom, sortText } from "@/lib/navigation";
import { useWorkspace } from "@/lib/workspace";
import { NotFound } from "./not-found";

export function ListRoute() {
  const { list } = useParams({ from: "/$list" });
  const { filter = "", sort } = useSearch({ from: "/$list" });
  const navigate = useNavigate({ from: "/$list" });
  const kind = kindOfList(useWorkspace().kinds, list);
  if (!kind) return <NotFound />;
  return (
    <EntityListPage
      key={kind}
      kind={kind}
      filter={filter}
      sort={sortFrom(sort)}
      onChange={(next) => {
        const sorted = sortText(next.sort);
        void navigate({
          search: { ...(next.filter ? { filter: next.filter } : {}), ...(sorted ? { sort: sorted } : {}) },
          replace: true,
        });
      }}
    />
  );
}
