import { createContext, use, useMemo, type ReactNode } from "react";
import type { FieldDef, Kind, KindDef, Member, SchemaAnswer, Stage } from "@/ipc/bindings";
import { useCommand } from "@/ipc/use-command";

/** What everything derives from: the declarations, the people and the tags of the open workspace. */
export type Workspace = {
  kinds: KindDef[];
  /** Everybody, former members too: who wrote what must keep its name. */
  members: Member[];
  /** Those who work here now: who can own something. */
  active: Member[];
  me: string;
  tags: string[];
  kind(kind: Kind): KindDef;
  member(id: string): Member | undefined;
};

const Context = createContext<Workspace | undefined>(undefined);

/** Asks for the declarations once and gives them to all below; `fallback` until they are there. */
export function WorkspaceProvider({ children, fallback }: { children: ReactNode; fallback: ReactNode }) {
  const { data } = useCommand("schema_get", {});
  const workspace = useMemo(() => data && workspaceOf(data), [data]);
  if (!workspace) return fallback;
  return <Context value={workspace}>{children}</Context>;
}

export function useWorkspace(): Workspace {
  const workspace = use(Context);
  if (!workspace) throw new Error("useWorkspace needs a WorkspaceProvider above it");
  return workspace;
}

export function useKind(kind: Kind): KindDef {
  return useWorkspace().kind(kind);
}

export function workspaceOf({ schema, members, me, tags }: SchemaAnswer): Workspace {
  const kinds = new Map(schema.kinds.map((def) => [def.kind, def]));
  const people = new Map(members.map((member) => [member.id, member]));
  return {
    kinds: schema.kinds,
    members,
    active: members.filter(({ active }) => active),
    me,
    tags,
    kind(kind) {
      const def = kinds.get(kind);
      if (!def) throw new Error(`the schema declares no ${kind}`);
      return def;
    },
    member: (id) => people.get(id),
  };
}

export function fieldOf(def: KindDef, key: string): FieldDef | undefined {
  return def.fields.find((field) => field.key === key);
}

export function stageOf(def: KindDef, key: unknown): Stage | undefined {
  return def.stages.find((stage) => stage.key === key);
}

/** Whether lists can sort by it: one short value per entity that everybody may see. The core says the same. */
export function isSortable(field: FieldDef): boolean {
  return !field.many && field.ty.type !== "long_text" && !isGuarded(field);
}

/** Restricted and protected fields: for managers only, never shown where others look. */
export function isGuarded(field: FieldDef): boolean {
  return field.sensitivity === "restricted" || field.sensitivity === "protected";
}

/** Keys of the fields that the title is made from. */
export function titleKeys(def: KindDef): string[] {
  return "field" in def.title ? [def.title.field] : ["first_name", "last_name"];
}
