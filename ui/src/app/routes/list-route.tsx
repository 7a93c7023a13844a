import { Navigate, useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { EntityListPage } from "@/features/entities/list/entity-list-page";
import { kindOfList, sortText } from "@/lib/navigation";
import { trail } from "@/lib/window-state";
import { useWorkspace } from "@/lib/workspace";
import { NotFound } from "./not-found";

export function ListRoute() {
  const { list } = useParams({ from: "/$list" });
  const address = useSearch({ from: "/$list" });
  const navigate = useNavigate({ from: "/$list" });
  const kind = kindOfList(useWorkspace().kinds, list);
  if (!kind) return <NotFound />;
  // An entity's page goes back by filter and order; the trail knows the whole address, be it a view or a board.
  const from = trail.get();
  const isBack =
    from?.from !== undefined &&
    from.kind === kind &&
    address.view === undefined &&
    (address.filter ?? "") === from.filter &&
    address.sort === sortText(from.sort);
  if (isBack) return <Navigate to="/$list" params={{ list }} search={from.from ?? {}} replace />;
  return (
    <EntityListPage
      key={kind}
      kind={kind}
      address={address}
      onAddress={(search) => void navigate({ search, replace: true })}
    />
  );
}
