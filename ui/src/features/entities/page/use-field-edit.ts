import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { Entity, Value } from "@/ipc/bindings";
import { asFailure, call } from "@/ipc/call";
import { setAnswer } from "@/ipc/use-command";
import { useWrite } from "@/lib/use-write";
import { sameValue } from "@/lib/values";
import type { Typed } from "../editors/field-input";

/** What somebody else made of the field while it was being edited. */
export type Conflict = { mine: Value | null; theirs: Value | null; revision: number };

type Editing = { revision: number; typed: Typed };

/** Editing one field in place: what is typed, what is wrong with it, and what else happened to it meanwhile. */
export function useFieldEdit(entity: Entity, key: string) {
  const client = useQueryClient();
  const write = useWrite();
  const stored = entity.fields[key] ?? null;
  const [editing, setEditing] = useState<Editing>();
  const [saving, setSaving] = useState(false);
  const [problem, setProblem] = useState<string>();
  const [conflict, setConflict] = useState<Conflict>();

  function start() {
    setProblem(undefined);
    // The revision seen now: what changes from here on is for the person to know.
    setEditing({ revision: entity.revision, typed: { value: stored } });
  }

  function cancel() {
    setEditing(undefined);
    setProblem(undefined);
  }

  async function save(value: Value | null, revision: number): Promise<boolean> {
    setSaving(true);
    try {
      await write("entity_update", { id: entity.id, revision, patch: { [key]: value } });
      setEditing(undefined);
      setConflict(undefined);
      setProblem(undefined);
      return true;
    } catch (error) {
      const failure = asFailure(error);
      if (failure.code === "stale") {
        const now = await call("entity_get", { entity: entity.id });
        setAnswer(client, "entity_get", { entity: entity.reference }, now);
        setEditing(undefined);
        setConflict({ mine: value, theirs: now.entity.fields[key] ?? null, revision: now.entity.revision });
      } else {
        setProblem(failure.fields.find(({ field }) => field === key)?.message ?? failure.message);
      }
      return false;
    } finally {
      setSaving(false);
    }
  }

  /** Saves what is typed, or what is given; true when the field is done with. */
  async function commit(given?: Typed): Promise<boolean> {
    const typed = given ?? editing?.typed;
    if (!typed || saving) return false;
    if (typed.problem) {
      setProblem(typed.problem);
      return false;
    }
    if (sameValue(typed.value, stored)) {
      cancel();
      return true;
    }
    return save(typed.value, editing?.revision ?? entity.revision);
  }

  return {
    editing: editing !== undefined,
    value: editing?.typed.value ?? null,
    saving,
    problem,
    conflict,
    start,
    cancel,
    commit,
    type(typed: Typed) {
      setEditing((now) => now && { ...now, typed });
      if (!typed.problem) setProblem(undefined);
    },
    keepMine: () => conflict && void save(conflict.mine, conflict.revision),
    takeTheirs: () => setConflict(undefined),
  };
}

export type FieldEdit = ReturnType<typeof useFieldEdit>;
