import { useRouter } from "@tanstack/react-router";
import { useMemo } from "react";
import type { Kind, KindDef, Sort, ViewLayout } from "@/ipc/bindings";
import type { SettingsSection } from "@/features/settings/sections";
import { useWorkspace } from "./workspace";

/** What a list's address says: a saved view, and what differs from it. */
export type ListSearch = { filter?: string; sort?: string; view?: string; layout?: ViewLayout };

/** The word for a kind's list in addresses: `deals`. */
export function listName(kind: Kind): string {
  return `${kind}s`;
}

export function kindOfList(kinds: KindDef[], name: string): Kind | undefined {
  return kinds.find(({ kind }) => listName(kind) === name)?.kind;
}

/** The kind that a reference's prefix names. */
export function kindOfReference(kinds: KindDef[], reference: string): Kind | undefined {
  const prefix = reference.replace(/-\d+$/, "").toUpperCase();
  return kinds.find((def) => def.prefix === prefix)?.kind;
}

/** A sort in an address: `close_date`, `-amount`. */
export function sortFrom(text: string | undefined): Sort[] {
  if (!text) return [];
  return text.split(",").map((key) => ({ key: key.replace(/^-/, ""), descending: key.startsWith("-") }));
}

export function sortText(sort: Sort[]): string | undefined {
  return sort.map(({ key, descending }) => (descending ? `-${key}` : key)).join(",") || undefined;
}

/** Ways to go places in the main window. */
export function useGo() {
  const router = useRouter();
  const { kinds } = useWorkspace();
  return useMemo(
    () => ({
      list(kind: Kind, search: ListSearch = {}) {
        void router.navigate({ to: "/$list", params: { list: listName(kind) }, search });
      },
      entity(reference: string, how: { replace?: boolean } = {}) {
        const kind = kindOfReference(kinds, reference);
        if (!kind) return;
        void router.navigate({
          to: "/$list/$reference",
          params: { list: listName(kind), reference },
          replace: how.replace ?? false,
        });
      },
      import(kind?: Kind) {
        void router.navigate({ to: "/import", search: kind ? { kind } : {} });
      },
      myDay() {
        void router.navigate({ to: "/my-day" });
      },
      outbox() {
        void router.navigate({ to: "/outbox" });
      },
      duplicates(kind: Kind) {
        void router.navigate({ to: "/duplicates", search: { kind } });
      },
      settings(section?: SettingsSection) {
        void router.navigate({ to: "/settings", search: section ? { section } : {} });
      },
      back() {
        router.history.back();
      },
    }),
    [router, kinds],
  );
}
