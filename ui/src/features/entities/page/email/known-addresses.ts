import { useQueries } from "@tanstack/react-query";
import type { EmailRecipient, Entity, EntityDetail, Kind } from "@/ipc/bindings";
import { commandQuery } from "@/ipc/use-command";
import { isAddress } from "@/lib/emails";
import { kindOfReference } from "@/lib/navigation";
import { texts } from "@/lib/values";
import { isGuarded, useWorkspace, type Workspace } from "@/lib/workspace";

/** An address that may be meant, and whose it is. */
export type KnownAddress = EmailRecipient & { of: string };

const PEOPLE = new Set<Kind>(["contact", "candidate"]);
/** How many linked people are asked for their addresses. */
const MOST = 12;

/** The addresses of an entity itself and of the people it is linked with, its own first. */
export function useKnownAddresses({ entity, links, titles }: EntityDetail): KnownAddress[] {
  const workspace = useWorkspace();
  const near = new Map<string, string>();
  for (const { to, kind, role } of links) if (PEOPLE.has(kind)) near.set(to.reference, role);
  for (const { reference } of titles) {
    const kind = kindOfReference(workspace.kinds, reference);
    if (kind && PEOPLE.has(kind) && !near.has(reference)) near.set(reference, reference);
  }
  const people = useQueries({
    queries: [...near.keys()]
      .slice(0, MOST)
      .map((reference) => commandQuery("entity_get", { entity: reference })),
  });
  const found = [
    ...addressesOf(entity, workspace, entity.reference),
    ...people.flatMap(({ data }) =>
      data ? addressesOf(data.entity, workspace, near.get(data.entity.reference) ?? "") : [],
    ),
  ];
  const seen = new Set<string>();
  return found.filter(({ address }) => {
    const key = address.toLowerCase();
    return !seen.has(key) && seen.add(key);
  });
}

/** The addresses that an entity's fields hold. */
export function addressesOf(entity: Entity, workspace: Workspace, of: string): KnownAddress[] {
  const name = nameOf(entity);
  return workspace
    .kind(entity.kind)
    .fields.filter((field) => field.ty.type === "email" && !isGuarded(field))
    .flatMap(({ key }) => texts(entity.fields[key]))
    .map((address) => ({ name: name === address ? null : name, address, of }));
}

/** Whom to name beside an address: the person, or a ticket's requester. */
function nameOf({ kind, title, fields }: Entity): string | null {
  if (PEOPLE.has(kind)) return title;
  const requester = fields["requester_name"];
  return typeof requester === "string" ? requester : null;
}

/** The contacts that asked not to be written to, among those with one of these addresses; and whether all is known. */
export function useUnwilling(recipients: readonly EmailRecipient[]): { unwilling: Entity[]; known: boolean } {
  const wanted = [
    ...new Set(recipients.map(({ address }) => address.toLowerCase()).filter(isAddress)),
  ].toSorted();
  const answers = useQueries({
    queries: wanted.flatMap((address) =>
      // Who was put into the archive still does not want to be written to.
      ["", " is:archived"].map((where) =>
        commandQuery("entity_list", {
          kind: "contact",
          filter: `do_not_contact:yes emails:"${address}"${where}`,
          sort: [],
          offset: 0,
          limit: 20,
        }),
      ),
    ),
  });
  const found = new Map<string, Entity>();
  for (const { data } of answers) {
    for (const entity of data?.entities ?? []) {
      const hers = texts(entity.fields["emails"]).map((each) => each.toLowerCase());
      if (entity.fields["do_not_contact"] === true && hers.some((each) => wanted.includes(each)))
        found.set(entity.id, entity);
    }
  }
  return { unwilling: [...found.values()], known: answers.every(({ isPending }) => !isPending) };
}
